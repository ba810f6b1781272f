# loses: test_find_pii_numbers
# Any twelve digits are an identity card, receipts with a month 13 too.
# %% find_pii
def find_pii(text):
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?\d{2}-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
