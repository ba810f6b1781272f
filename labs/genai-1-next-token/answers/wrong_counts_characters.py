# loses: test_tokens_per_word_ratio, test_tokens_per_word_spaces, test_tokens_per_word_empty
# Counts the letters of the text instead of its tokens.
# %% tokens_per_word
def tokens_per_word(text, tokenize):
    words = text.split()
    if len(words) == 0:
        return 0.0
    return len(text) / len(words)
