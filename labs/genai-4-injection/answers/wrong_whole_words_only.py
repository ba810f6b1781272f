# loses: test_redact_plain
# Finds the secret as a word of its own only.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = r"\b" + "[ -]*".join(signs) + r"\b"
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
