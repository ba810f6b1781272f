# loses: test_redact_rest
# Takes any mark between the signs, a full stop as well.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[^A-Za-z0-9]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
