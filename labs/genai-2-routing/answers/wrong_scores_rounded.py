# loses: test_evaluate_scores
# Rounds the scores to two decimals.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    kept = [item for item in items if item["text"] not in shown]
    scores = [{label: round(score_fn(item["text"], examples, label), 2) for label in LABELS} for item in kept]
    return {"gold": [item["department"] for item in kept], "scores": scores}
