# loses: test_redact_plain, test_redact_spelled, test_redact_rest, test_redact_several, test_guarded_chat_answer
# Writes stars in place of [removed].
# %% redact
def redact(text, secrets):
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "*********", text, flags=re.IGNORECASE)
    return text
