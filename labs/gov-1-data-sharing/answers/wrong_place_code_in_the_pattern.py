# loses: test_find_pii_kinds
# Takes the place code of this lab for a part of every number.
# %% find_pii
def find_pii(text):
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?17-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            if kind != "ic" or is_real_day(match.group()[:6]):
                found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
