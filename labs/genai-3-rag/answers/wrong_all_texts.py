# loses: test_answer_expired, test_answer_prompt
# Gives the model all texts that were found.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    prompt = make_prompt(question, [p["text"] for p in retrieve_fn(question)])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
