# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Stops whoever says “ignore” or “forget”: most attacks say something else, and citizens say it, too.
# %% screen_input
def screen_input(text):
    text = text.lower()
    return any(word in text for word in ["ignore", "forget", "abaikan", "lupa"])
