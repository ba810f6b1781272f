# loses: test_answer_abstains, test_answer_expired
# Asks the model even where nothing is left.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = []
    for p in retrieve_fn(question):
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
