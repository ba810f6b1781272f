# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Lets every message through.
# %% screen_input
def screen_input(text):
    return False
