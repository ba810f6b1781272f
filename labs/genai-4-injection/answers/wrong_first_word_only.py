# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Looks at how a message begins, and citizens begin alike.
# %% screen_input
def screen_input(text):
    return text.lower().split()[0] in ["what", "apakah", "i", "saya", "please", "sila", "ignore", "tell"]
