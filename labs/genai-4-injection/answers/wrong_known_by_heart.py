# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Knows the attacks of the lab by heart, and no other one.
# %% screen_input
def screen_input(text):
    return text in [m["text"] for m in MESSAGES if m["attack"]]
