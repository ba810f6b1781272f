# loses: test_evaluate_scores
# Puts the complaints into another order.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in sorted(items, key=lambda item: item["text"]):
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
