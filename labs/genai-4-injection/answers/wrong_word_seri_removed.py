# loses: test_redact_spelled, test_redact_rest
# Removes each part of the secret by itself, so that ordinary words and numbers vanish.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    for secret in secrets:
        for part in re.findall("[A-Za-z0-9]+", secret):
            text = re.sub(rf"\b{part}\b", "[removed]", text, flags=re.IGNORECASE)
    return text
