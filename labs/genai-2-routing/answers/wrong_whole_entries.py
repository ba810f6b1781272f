# loses: test_evaluate_leak
# Compares the whole entries, so a copy with an entry more is tested.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = list(examples)
    result = {"gold": [], "scores": []}
    for item in items:
        if item in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in LABELS})
    return result
