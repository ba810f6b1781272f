# loses: test_guarded_chat_secret
# Redacts the message, and not the documents.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + doc.replace("<document>", "").replace("</document>", "") + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
