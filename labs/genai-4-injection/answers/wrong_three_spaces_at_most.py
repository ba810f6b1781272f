# loses: test_redact_spelled
# Allows three spaces or hyphens between two signs, and no more.
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]{0,3}".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
