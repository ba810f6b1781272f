# loses: test_answer_sources
# Puts its own words where the model says nothing.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt) or DONT_KNOW, "sources": [p["id"] for p in fit]}
