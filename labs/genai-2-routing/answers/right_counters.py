# Counters of pairs, generators and small helpers.
# %% build_prompt
def build_prompt(complaint, examples=(), labels=LABELS):
    def block(text, department):
        return f"Complaint: {text}\nDepartment:{' ' if department else ''}{department}"

    order = f"Which council department handles this complaint? Answer with one of: {', '.join(labels)}."
    return "\n\n".join([order, *(block(e["text"], e["department"]) for e in examples), block(complaint, "")])


# %% choose_label
def choose_label(scores, margin=0.1):
    ranked = Counter(scores).most_common(2)
    match ranked:
        case []:
            return None
        case [(label, _)]:
            return label
        case [(label, first), (_, second)]:
            return label if first != second and first - second >= margin else None


# %% confusion
def confusion(gold, pred, labels):
    pairs = zip(gold, pred, strict=True)  # refuses different lengths with a ValueError
    return Counter((g, "none" if p is None else p) for g, p in pairs)


# %% macro_recall
def macro_recall(gold, pred, labels):
    belongs = Counter(gold)
    hits = Counter(g for g, p in zip(gold, pred) if g == p)
    present = [label for label in labels if belongs[label]]
    return math.fsum(hits[label] / belongs[label] for label in present) / max(1, len(present))


# %% evaluate
def evaluate(items, examples, score_fn):
    def unseen(item):
        return item["text"] not in map(lambda example: example["text"], examples)

    tested = list(filter(unseen, items))
    return dict(
        gold=[item["department"] for item in tested],
        scores=[{label: score_fn(item["text"], examples, label) for label in LABELS} for item in tested],
    )
