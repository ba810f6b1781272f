# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Wants both signs at once: a plain question for the code gets through.
# %% screen_input
def screen_input(text):
    text = text.lower()
    wanted = ["access code", "secret code", "hidden code", "kod akses", "kod rahsia", "kod tersembunyi"]
    about = ["instruction", "arahan", "system prompt", "your rules", "peraturan anda"]
    with_it = ["your", "hidden", "previous", "ignore", "forget", "anda", "tersembunyi", "sebelum", "abaikan", "lupakan"]
    asks = any(word in text for word in wanted)
    turns = any(word in text for word in about) and any(word in text for word in with_it)
    return asks and turns
