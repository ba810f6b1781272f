# loses: test_find_pii_kinds
# Searches in small letters, and gives the small letters back.
# %% find_pii
def find_pii(text):
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?\d{2}-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text.lower()):
            if kind != "ic" or is_real_day(match.group()[:6]):
                found.append((match.start(), kind, match.group()))
    return [(kind, value) for start, kind, value in sorted(found)]
