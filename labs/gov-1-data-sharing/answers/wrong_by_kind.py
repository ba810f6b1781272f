# loses: test_find_pii_order
# The finds come kind by kind and not in the order of the note.
# %% find_pii
def find_pii(text):
    found = []
    for kind, pattern in [("ic", r"\b\d{6}-?\d{2}-?\d{4}\b"), ("phone", PHONE), ("email", EMAIL)]:
        for match in re.finditer(pattern, text):
            if kind != "ic" or is_real_day(match.group()[:6]):
                found.append((kind, match.group()))
    return found
