# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Stops every message.
# %% screen_input
def screen_input(text):
    return True
