# loses: test_guarded_chat_marks
# Leaves the marks that stand in the message, so that it can pretend to be a document.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    parts = ["<document>\n" + clean(doc) + "\n</document>" for doc in docs]
    parts.append(redact(message, secrets))
    prompt = "\n\n".join(parts)
    reply = llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}])
    return redact(reply, secrets)
