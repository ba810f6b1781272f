# loses: test_evaluate_leak, test_evaluate_calls, test_evaluate_examples
# Leaves out every complaint of a department that has an example.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["department"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["department"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
