# loses: test_evaluate_leak, test_evaluate_calls, test_evaluate_examples
# Leaves out the first rows, as many as there are examples.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = list(items)[: len(examples)]
    result = {"gold": [], "scores": []}
    for item in items:
        if item in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
