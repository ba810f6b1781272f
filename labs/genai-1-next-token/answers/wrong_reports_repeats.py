# loses: test_unsupported_once
# Reports a number as often as it is repeated.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    known = [float(number.replace(",", "")) for number in numbers_in(source)]
    said = [float(number.replace(",", "")) for number in numbers_in(answer)]
    return [value for value in said if value not in known]
