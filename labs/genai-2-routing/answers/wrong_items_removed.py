# loses: test_evaluate_scores, test_evaluate_leak
# Takes the examples out of the list that was given.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    for item in list(items):
        if item["text"] in shown:
            items.remove(item)
    scores = [{label: score_fn(item["text"], examples, label) for label in LABELS} for item in items]
    return {"gold": [item["department"] for item in items], "scores": scores}
