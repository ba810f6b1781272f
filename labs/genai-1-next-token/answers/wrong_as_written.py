# loses: test_unsupported_written
# Compares numbers as they are written, so that 1000 is not 1,000.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    missing = []
    for number in numbers_in(answer):
        value = float(number.replace(",", ""))
        if number not in numbers_in(source) and value not in missing:
            missing.append(value)
    return missing
