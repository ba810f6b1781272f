# loses: test_answer_abstains, test_answer_expired
# Names the best passage as a source of an answer that it does not give.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    found = retrieve_fn(question)
    fit = []
    for p in found:
        holds = p["expires"] is None or p["expires"] >= today
        if holds and p["score"] >= min_score:
            fit.append(p)
    if len(fit) == 0:
        return {"text": DONT_KNOW, "sources": [p["id"] for p in found[:1]]}
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
