# loses: test_redact_plain, test_redact_spelled, test_redact_rest, test_guarded_chat_secret, test_guarded_chat_data, test_guarded_chat_marks, test_guarded_chat_answer
# Gives the whole text back in small letters.
# %% redact
def redact(text, secrets):
    text = text.lower()
    for secret in sorted(secrets, key=len, reverse=True):
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
