# loses: test_guarded_chat_secret
# Leaves out a whole document that has a secret in it.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs if redact(doc, secrets) == doc]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
