# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Takes long messages for attacks.
# %% screen_input
def screen_input(text):
    return len(text) > 55
