# loses: test_answer_abstains, test_answer_expired
# Asks the model first, and throws its answer away where nothing fits.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    said = llm(make_prompt(question, [p["text"] for p in fit]))
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    return {"text": said, "sources": [p["id"] for p in fit]}
