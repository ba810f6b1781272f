# loses: test_tokens_per_word_empty
# Forgets that a text may have no words.
# %% tokens_per_word
def tokens_per_word(text, tokenize):
    return len(tokenize(text)) / len(text.split())
