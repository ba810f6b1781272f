# loses: test_answer_sources
# Takes its sources away where the model says that it does not know.
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
    said = llm(prompt)
    return {"text": said, "sources": [] if said == DONT_KNOW else [p["id"] for p in fit]}
