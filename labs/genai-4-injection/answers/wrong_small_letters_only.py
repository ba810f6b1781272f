# loses: test_screen_input_english, test_screen_input_malay
# Does not see an attack in capitals.
# %% screen_input
def screen_input(text):
    wanted = ["access code", "secret code", "hidden code", "kod akses", "kod rahsia", "kod tersembunyi"]
    about = ["instruction", "arahan", "system prompt", "peraturan anda"]
    with_it = ["your", "hidden", "previous", "ignore", "forget", "anda", "tersembunyi", "sebelum", "abaikan", "lupakan"]
    asks = any(word in text for word in wanted)
    turns = any(word in text for word in about) and any(word in text for word in with_it)
    return asks or turns
