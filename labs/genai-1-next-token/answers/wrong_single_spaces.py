# loses: test_tokens_per_word_spaces, test_tokens_per_word_empty
# Splits at every single space, so that two in a row make an empty word.
# %% tokens_per_word
def tokens_per_word(text, tokenize):
    words = text.split(" ")
    if text == "":
        return 0.0
    return len(tokenize(text)) / len(words)
