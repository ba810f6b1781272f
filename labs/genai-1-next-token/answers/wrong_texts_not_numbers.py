# loses: test_unsupported_found, test_unsupported_written, test_unsupported_once
# Gives back the texts instead of numbers.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    return sorted(set(numbers_in(answer)) - set(numbers_in(source)))
