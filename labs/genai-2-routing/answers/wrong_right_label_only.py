# loses: test_evaluate_scores, test_evaluate_calls, test_evaluate_examples
# Asks for the score of the right department only.
# %% evaluate
def evaluate(items, examples, score_fn):
    shown = [example["text"] for example in examples]
    result = {"gold": [], "scores": []}
    for item in items:
        if item["text"] in shown:
            continue
        result["gold"].append(item["department"])
        result["scores"].append({label: score_fn(item["text"], examples, label) for label in [item["department"]]})
    return result
