# loses: test_find_pii_numbers
# Looks at the month only, so that 31 February and day 0 pass.
# %% find_pii
def find_pii(text):
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?\d{2}-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            if kind != "ic" or 1 <= int(match.group()[2:4]) <= 12:
                found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
