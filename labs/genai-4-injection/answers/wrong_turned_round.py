# loses: test_screen_input_english, test_screen_input_malay, test_screen_input_citizens
# Says False for an attack and True for a citizen.
# %% screen_input
def screen_input(text):
    text = text.lower()
    wanted = ["access code", "secret code", "hidden code", "kod akses", "kod rahsia", "kod tersembunyi"]
    about = ["instruction", "arahan", "system prompt", "your rules", "peraturan anda"]
    with_it = ["your", "hidden", "previous", "ignore", "forget", "anda", "tersembunyi", "sebelum", "abaikan", "lupakan"]
    asks = any(word in text for word in wanted)
    turns = any(word in text for word in about) and any(word in text for word in with_it)
    return not (asks or turns)
