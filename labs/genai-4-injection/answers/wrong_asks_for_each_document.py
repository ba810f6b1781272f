# loses: test_guarded_chat_data, test_guarded_chat_marks, test_guarded_chat_answer
# Asks the model once for each document.
# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        text = text.replace("<document>", "").replace("</document>", "")
        return redact(text, secrets)

    replies = []
    for doc in docs or [""]:
        prompt = "<document>\n" + clean(doc) + "\n</document>\n" + clean(message)
        replies.append(llm([{"role": "system", "content": SYSTEM}, {"role": "user", "content": prompt}]))
    reply = " ".join(replies)
    return redact(reply, secrets)
