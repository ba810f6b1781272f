# loses: test_redact_plain, test_redact_spelled, test_redact_rest, test_redact_several, test_guarded_chat_secret, test_guarded_chat_answer
# Removes the lab's own code, whichever secrets are handed to the function.
# %% redact
def redact(text, secrets):
    for secret in [SECRET]:
        signs = [re.escape(sign) for sign in secret if sign not in " -"]
        if len(signs) > 0:
            pattern = "[ -]*".join(signs)
            text = re.sub(pattern, "[removed]", text, flags=re.IGNORECASE)
    return text
