# loses: test_answer_prompt
# Asks the model once for each passage.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": []}
    said = [llm(make_prompt(question, [p["text"]])) for p in fit]
    return {"text": said[0], "sources": [p["id"] for p in fit]}
