# loses: test_redact_rest
# Finds an empty secret between all signs.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        pattern = "[ -]*".join(signs)
        text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
