# loses: test_evaluate_calls, test_evaluate_examples
# Asks for the scores of the examples as well, and throws them away.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        row = {label: score_fn(item["text"], examples, label) for label in LABELS}
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: row[label] for label in LABELS})
    return result
