# loses: test_evaluate_leak
# Leaves out every complaint that is a part of an example's text.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if any(item["text"] in text for text in shown):
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
