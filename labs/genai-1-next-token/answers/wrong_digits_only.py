# loses: test_unsupported_written
# Removes the decimal point together with the comma.
# %% unsupported_numbers
def unsupported_numbers(answer, source):
    def values(text):
        return {float(number.replace(",", "").replace(".", "")) for number in numbers_in(text)}

    return list(values(answer) - values(source))
