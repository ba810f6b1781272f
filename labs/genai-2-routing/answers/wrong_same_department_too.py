# loses: test_evaluate_leak
# Leaves out an item only if its department is that of the example as well.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [(example["text"], example["department"]) for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if (item["text"], item["department"]) in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
