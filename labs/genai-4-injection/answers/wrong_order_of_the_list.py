# loses: test_redact_several
# Takes the secrets as they come, so that the rest of a longer one stays behind.
# %% redact
def redact(text, secrets):
    for secret in secrets:
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
