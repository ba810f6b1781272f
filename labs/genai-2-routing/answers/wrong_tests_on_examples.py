# loses: test_evaluate_leak, test_evaluate_calls, test_evaluate_examples
# Tests on the examples, too.
# %% evaluate
def evaluate(items, examples, score_fn):
    result = {"gold": [], "scores": []}
    for item in items:
        if False:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
