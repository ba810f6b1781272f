# loses: test_k_minimum
# Looks at each column by itself: nobody is rare in any, while together they point at one person.
# %% k_anonymity
def k_anonymity(df, quasi):
    if len(df) == 0:
        return 0
    return min(df[column].value_counts(dropna=False).min() for column in quasi)
