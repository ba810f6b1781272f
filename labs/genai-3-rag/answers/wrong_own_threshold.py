# loses: test_answer_abstains
# Uses a threshold of its own.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= 0.4:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
