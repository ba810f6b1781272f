# Arrays, and counting by position.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    prompt = "Departments: " + " / ".join(labels) + "\n"
    for n in range(len(examples)):
        prompt += "\nComplaint: " + examples[n]["text"] + " -> Department: " + examples[n]["department"]
    prompt += "\nComplaint: " + complaint
    return prompt + "\nDepartment:"


# %% choose_label
def choose_label(scores, margin=0.1):
    names = np.array(list(scores))
    values = np.array(list(scores.values()), dtype=float)
    if values.size == 0:
        return None
    if values.size == 1:
        return names[0]
    second, first = np.sort(values)[-2:]
    if first == second or first - second < margin:
        return None
    return names[values.argmax()]


# %% confusion
def confusion(gold, pred, labels):
    if len(gold) != len(pred):
        raise ValueError("lengths")
    columns = [*labels, None]
    counts = np.zeros((len(labels), len(columns)), dtype=int)
    for g, p in zip(gold, pred):
        counts[list(labels).index(g), columns.index(p)] += 1
    return counts


# %% macro_recall
def macro_recall(gold, pred, labels):
    gold, pred = np.array(gold, dtype=object), np.array(pred, dtype=object)
    shares = [np.mean((pred == label)[gold == label]) for label in labels if (gold == label).any()]
    return np.mean(shares) if shares else np.float64(0)


# %% evaluate
def evaluate(items, examples, score_fn):
    gold, scores = [], []
    for item in items:
        if any(example["text"] == item["text"] for example in examples):
            continue
        gold.append(item["department"])
        row = {}
        for label in LABELS:
            row[label] = score_fn(item["text"], examples, label)
        scores.append(row)
    return {"scores": scores, "gold": np.array(gold, dtype=object)}
