# loses: test_evaluate_calls, test_evaluate_examples
# Asks for every score twice.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: max(score_fn(item["text"], examples, label), score_fn(item["text"], examples, label)) for label in LABELS})
    return result
