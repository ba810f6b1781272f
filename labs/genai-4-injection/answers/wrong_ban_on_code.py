# loses: test_screen_input_citizens
# Stops whoever says a word with “code” or “kod” in it, rules or instructions: postcodes and dress codes, too.
# %% screen_input
def screen_input(text):
    text = text.lower()
    return any(word in text for word in ["code", "kod", "rule", "instruction", "arahan", "peraturan"])
