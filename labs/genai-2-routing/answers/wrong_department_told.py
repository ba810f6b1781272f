# loses: test_evaluate_examples
# Hands on the whole entry, in which the right department stands.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item, examples, label) for label in LABELS})
    return result
