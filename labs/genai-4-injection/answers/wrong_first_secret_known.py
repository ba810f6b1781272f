# loses: test_guarded_chat_secret, test_guarded_chat_answer
# Guards the first secret only.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    secrets = list(secrets)[:1]

    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
