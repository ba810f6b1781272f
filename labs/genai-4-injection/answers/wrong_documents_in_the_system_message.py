# loses: test_guarded_chat_data, test_guarded_chat_marks
# Puts the documents into the system message, where instructions stand.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(clean(message))
    prompt = parts.pop()
    reply = llm([{"role": "system", "content": SYSTEM + "\n" + "\n".join(parts)}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
