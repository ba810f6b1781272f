# loses: test_redact_several, test_guarded_chat_secret, test_guarded_chat_answer
# Removes the first secret of the list only.
# %% redact
def redact(text, secrets):
    for secret in list(secrets)[:1]:
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
