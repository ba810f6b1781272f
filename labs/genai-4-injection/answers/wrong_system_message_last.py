# loses: test_guarded_chat_data
# Puts the system message at the end.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "user", "content": prompt}, {"role": "system", "content": SYSTEM}])
    return redact(reply, secrets)
