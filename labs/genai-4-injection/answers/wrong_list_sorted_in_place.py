# loses: test_redact_several
# Puts the list of secrets itself into another order.
# %% redact
def redact(text, secrets):
    if isinstance(secrets, list):
        secrets.sort(key=len)
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
