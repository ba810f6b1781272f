# loses: test_screen_input_malay
# Knows attacks in English only.
# %% screen_input
def screen_input(text):
    text = text.lower()
    return any(word in text for word in ["access code", "secret code", "hidden", "your instructions", "your rules", "previous instructions"])
