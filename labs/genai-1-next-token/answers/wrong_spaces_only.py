# loses: test_tokens_per_word_spaces
# Splits at spaces alone, so that words on two lines are one.

# %% tokens_per_word
def tokens_per_word(text, tokenize):
    words = [word for word in text.split(" ") if word.strip()]
    if len(words) == 0:
        return 0.0
    return len(tokenize(text)) / len(words)
