# loses: test_tokens_per_word_empty
# Asks whether there are tokens, not whether there are words.
# %% tokens_per_word
def tokens_per_word(text, tokenize):
    tokens = tokenize(text)
    if len(tokens) == 0:
        return 0.0
    return len(tokens) / len(text.split())
