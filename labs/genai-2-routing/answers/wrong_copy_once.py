# loses: test_evaluate_leak
# Leaves out only the first copy of an example.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in shown and not shown.remove(item["text"]):
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
