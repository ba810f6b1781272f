# loses: test_tokens_per_word_ratio
# Cuts each word by itself, which is not what the model reads.
# %% tokens_per_word
def tokens_per_word(text, tokenize):
    words = text.split()
    if len(words) == 0:
        return 0.0
    return sum(len(tokenize(word)) for word in words) / len(words)
