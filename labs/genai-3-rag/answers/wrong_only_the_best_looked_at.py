# loses: test_answer_sources, test_answer_prompt
# Looks at the threshold for the best passage only, and then takes all.
# %% answer
def answer(question, retrieve_fn, llm, min_score, today):
    fit = [p for p in retrieve_fn(question) if p["expires"] is None or p["expires"] >= today]
    if len(fit) == 0 or fit[0]["score"] < min_score:
        return {"text": DONT_KNOW, "sources": []}
    prompt = make_prompt(question, [p["text"] for p in fit])
    return {"text": llm(prompt), "sources": [p["id"] for p in fit]}
