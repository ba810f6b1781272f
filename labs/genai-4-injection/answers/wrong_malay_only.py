# loses: test_screen_input_english
# Knows attacks in Malay only.
# %% screen_input
def screen_input(text):
    text = text.lower()
    return any(word in text for word in ["kod akses", "kod rahsia", "tersembunyi", "arahan anda", "peraturan anda", "arahan sistem"])
