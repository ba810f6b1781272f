# Lists of lines, and scikit-learn for the measures.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    lines = ["Which council department handles this complaint? Answer with one of: " + ", ".join(labels) + "."]
    for example in list(examples) + [{"text": complaint, "department": ""}]:
        lines += ["", f"Complaint: {example['text']}", f"Department: {example['department']}".strip()]
    return "\n".join(lines)


# %% choose_label
def choose_label(scores, margin=0.1):
    if not scores:
        return None
    best = max(scores, key=scores.get)
    rivals = [value for label, value in scores.items() if label != best]
    if rivals and (scores[best] == max(rivals) or scores[best] - max(rivals) < margin):
        return None
    return best


# %% confusion
def confusion(gold, pred, labels):
    from sklearn.metrics import confusion_matrix

    columns = list(labels) + ["none"]
    if len(gold) != len(pred):
        raise ValueError("not the same length")
    if len(gold) == 0:
        return {}
    filled = ["none" if p is None else p for p in pred]
    table = confusion_matrix(list(gold), filled, labels=columns)
    return table[: len(labels)]


# %% macro_recall
def macro_recall(gold, pred, labels):
    from sklearn.metrics import recall_score

    present = [label for label in labels if label in gold]
    if not present:
        return 0.0
    filled = ["none" if p is None else p for p in pred]
    return recall_score(gold, filled, labels=present, average="macro", zero_division=0)


# %% evaluate
def evaluate(items, examples, score_fn):
    seen = {example["text"] for example in examples}
    kept = [item for item in items if item["text"] not in seen]
    return {
        "gold": tuple(item["department"] for item in kept),
        "scores": tuple(dict((label, score_fn(item["text"], examples, label)) for label in LABELS) for item in kept),
    }
