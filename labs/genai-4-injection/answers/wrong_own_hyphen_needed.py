# loses: test_redact_spelled, test_redact_rest, test_redact_several
# Wants the secret's own hyphen to be there.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret]
        if secret.strip(" -"):
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
