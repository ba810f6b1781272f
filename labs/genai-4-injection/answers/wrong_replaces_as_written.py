# loses: test_redact_spelled, test_redact_rest, test_redact_several
# Replaces the secret only where it stands just as it is written.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        if secret.strip(" -"):
            text = text.replace(secret, "[removed]")
    return text
