# loses: test_redact_plain, test_redact_rest
# Replaces the first place only.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, count=1, flags=re.IGNORECASE)
    return text
