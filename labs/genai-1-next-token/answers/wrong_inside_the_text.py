# loses: test_unsupported_found, test_unsupported_written
# Looks for the digits in the text of the source, so that 3 is found in 3,250.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    missing = []
    for number in numbers_in(answer):
        value = float(number.replace(",", ""))
        if number not in source and value not in missing:
            missing.append(value)
    return missing
