# loses: test_guarded_chat_answer
# Replaces a secret in the answer only where it stands just as it is written.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    for secret in secrets:
        reply = reply.replace(secret, "[removed]")
    return reply
