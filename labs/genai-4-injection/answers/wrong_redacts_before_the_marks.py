# loses: test_guarded_chat_secret
# Redacts first, and takes the marks out afterwards, so that a mark inside hides a secret.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = redact(text, secrets)
        return text.replace("<document>", "").replace("</document>", "")

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
