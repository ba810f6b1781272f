# loses: test_unsupported_found, test_unsupported_written, test_unsupported_once
# Reports what the answer leaves out instead of what it adds.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    said = {float(number.replace(",", "")) for number in numbers_in(answer)}
    known = {float(number.replace(",", "")) for number in numbers_in(source)}
    return list(known - said)
