"""Make everything in data/ again, apart from the picture: the complaints, and what the real model scores for them.

Run it from anywhere once the models are installed (`futurefit models install`), and again after any change of the
complaints or of the prompt. The same model gives the same files. It takes about ten minutes: over 700 scorings.
The complaints were written for this course by hand. Kota Seri, its council and everybody in it are fictional.
"""

import json
from pathlib import Path

from futurefit.kit.models import LanguageModel, language_model, record

DATA = Path(__file__).resolve().parent / "data"
LABELS = ["Roads", "Waste", "Parks", "Licensing"]
MARGINS = (0.0, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0)
ORDER = "Which council department handles this complaint? Answer with one of: {}."

COMPLAINTS = {
    "Roads": [
        "There is a deep pothole outside the clinic in Jalan Melur and two motorcycles have fallen.",
        "The street lamp at the corner of Lorong Kenanga has been dark for three weeks.",
        "Traffic lights at the main junction stay red in all four directions.",
        "Lubang besar di tengah jalan di hadapan sekolah, berbahaya kepada penunggang motosikal.",
        "The zebra crossing in front of the primary school has faded and cars do not stop.",
        "Tar on the new road is breaking up after only one month of rain.",
        "A speed hump was built without paint or a sign and damaged my car.",
        "Lampu jalan di Taman Cempaka tidak menyala sejak minggu lepas.",
        "The road sign to the hospital points the wrong way.",
        "Contractors dug a trench across our lane and left it open overnight.",
        "The kerb is broken and wheelchairs cannot cross at the bus stop.",
        "Water collects on the road at the flyover whenever it rains and cars stall.",
        "Papan tanda had laju di jalan masuk kampung telah tumbang.",
        "The footpath along Jalan Besar has sunk and an old lady tripped.",
        "Lorries have cracked the bridge surface and steel is showing.",
        "The arrow painted at the roundabout leads drivers into oncoming traffic.",
        "The guard rail at the bend by the river was hit and is hanging loose.",
        "A manhole cover in the middle of the street is missing.",
        "Road works block our gate and nobody has told us when they will end.",
        "Jalan ke tanah perkuburan rosak teruk dan tidak boleh dilalui kereta.",
    ],
    "Waste": [
        "Rubbish in Taman Dahlia has not been collected for nine days.",
        "The bins behind the wet market overflow and rats come at night.",
        "Sampah tidak dikutip sejak hari Isnin dan berbau busuk.",
        "Someone dumped old mattresses and tyres beside the playing field.",
        "The garbage truck spills dirty water along our street every morning.",
        "Our recycling bin was taken away and never replaced.",
        "A restaurant throws its food scraps into the back lane.",
        "Garden cuttings lie in front of my house since the collection missed us.",
        "Tong sampah awam di stesen bas pecah dan dihurung lalat.",
        "People burn their rubbish behind the flats and the smoke enters our homes.",
        "The bin lorry comes at four in the morning and wakes the whole block.",
        "Builders left broken tiles and cement bags on the empty lot.",
        "The public toilet at the bus station is filthy and has no water.",
        "Nobody sweeps the night market street after the stalls close.",
        "Broken glass and bottles are lying all over the bus shelter.",
        "Longgokan sampah haram di tepi sungai semakin tinggi.",
        "The waste collector refused to take our old sofa.",
        "A dead dog has been lying by the drain for two days.",
    ],
    "Parks": [
        "The swing in the playground at Taman Seri is broken and a child was hurt.",
        "A large tree branch is about to fall on the footpath by the lake.",
        "Rumput di padang permainan terlalu panjang dan ada ular.",
        "The jogging track around the lake is covered with slippery moss.",
        "Benches in the town garden have been vandalised.",
        "The football field has no grass left in front of both goals.",
        "Please plant trees along the new park, there is no shade for children.",
        "Pokok besar di taman rekreasi hampir tumbang selepas ribut.",
        "The fountain in the square has not worked since the festival.",
        "Monkeys from the park snatch food from the visitors.",
        "The gate of the botanical garden is locked before its closing time.",
        "Roots of the old rain tree have lifted the paving in the park.",
        "The outdoor exercise machines by the river are rusty and sharp.",
        "A grass cutter in the park threw up a stone and it broke my window.",
    ],
    "Licensing": [
        "A hawker sells food next to my house without a permit.",
        "I applied to renew my restaurant licence in May and heard nothing.",
        "Pusat karaoke di tingkat bawah beroperasi tanpa lesen hingga awal pagi.",
        "The massage parlour above my shop has no business licence on its wall.",
        "How long does a stall permit for the Ramadan bazaar take? My form has been lost.",
        "Permohonan lesen perniagaan saya ditolak tanpa diberi sebab.",
        "Somebody has opened a car workshop in a house in our street and I doubt that it is approved.",
        "The counter charged me twice for the licence of my signboard.",
    ],
}
#: How the complaints in Malay begin.
MALAY = (
    *("Lubang", "Lampu", "Papan", "Jalan ke", "Sampah", "Tong", "Longgokan"),
    *("Rumput", "Pokok", "Pusat", "Permohonan"),
)
#: One complaint of each department serves as an example of the prompt: the first of each.
EXAMPLES = [{"text": texts[0], "department": label} for label, texts in COMPLAINTS.items()]


def prompt_for(complaint: str, examples: list[dict], labels: list[str] = LABELS) -> str:
    """The prompt as the lab's first task shows it."""
    parts = [ORDER.format(", ".join(labels))]
    parts += [f"Complaint: {e['text']}\nDepartment: {e['department']}" for e in examples]
    return "\n\n".join([*parts, f"Complaint: {complaint}\nDepartment:"])


def mixed() -> list[dict]:
    """The complaints as they came in: no department in one piece. The order is fixed by arithmetic, not by chance."""
    rows = [{"text": text, "department": label} for label, texts in COMPLAINTS.items() for text in texts]
    return [rows[(7 + 23 * n) % len(rows)] for n in range(len(rows))]


def main() -> None:
    items = mixed()
    items = [
        {"id": f"A{n:02}", **item, "language": "ms" if item["text"].startswith(MALAY) else "en"}
        for n, item in enumerate(items, 1)
    ]
    dump(items, "complaints.json")
    model = language_model("smollm2")
    scores: dict[str, dict[str, list[float]]] = {"none": {}, "four": {}}
    for name, examples in (("none", []), ("four", EXAMPLES)):
        for item in items:
            prompt = prompt_for(item["text"], examples)
            scores[name][item["text"]] = [round(model.logprob(prompt, " " + label), 4) for label in LABELS]
            print(name, item["id"], flush=True)
        # After each set, so that a run that is cut off has not lost everything.
        dump({"model": model.name, "labels": LABELS, "examples": EXAMPLES, "scores": scores}, "scores.json")
    first = prompt_for(COMPLAINTS["Waste"][0], [])
    calls: list[tuple] = [("logprob", first, " " + label) for label in LABELS]
    calls += [("write", first, 12)]
    record(model, calls, DATA / "recorded.json")
    dump(favourites(model), "orders.json")
    own_results()


def favourites(model: LanguageModel) -> dict[str, list[str]]:
    """What the model chooses without examples when another department stands first in the instruction.

    For every fourth of the complaints that no example shows; the other departments keep their order.
    """
    shown = {example["text"] for example in EXAMPLES}
    some = [item["text"] for item in mixed() if item["text"] not in shown][::4]
    chosen: dict[str, list[str]] = {}
    for n, first in enumerate(LABELS):
        order = LABELS[n:] + LABELS[:n]
        chosen[first] = []
        for text in some:
            prompt = prompt_for(text, [], order)
            chosen[first].append(max(LABELS, key=lambda label: model.logprob(prompt, " " + label)))
        print("first:", first, chosen[first], flush=True)
    return chosen


def choose(row: list[float], margin: float) -> str | None:
    first, second = sorted(row, reverse=True)[:2]
    return LABELS[row.index(first)] if first > second and first - second >= margin else None


def without_favourites(rows: list[list[float]]) -> list[list[float]]:
    """The scores less what each department gets on average: what a complaint adds to the model's favourites."""
    usual = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return [[value - mean for value, mean in zip(row, usual, strict=True)] for row in rows]


def recall(gold: list[str], pred: list[str | None]) -> float:
    hits = {label: [p == label for g, p in zip(gold, pred, strict=True) if g == label] for label in LABELS}
    return sum(sum(h) / len(h) for h in hits.values()) / len(hits)


def own_results() -> None:
    """The lab's own results from the recorded scores, shown where an officer's task is open."""
    scores = json.loads((DATA / "scores.json").read_text(encoding="utf-8"))["scores"]
    tested = [item for item in mixed() if item["text"] not in {e["text"] for e in EXAMPLES}]
    gold = [item["department"] for item in tested]

    rows = {name: [scores[name][item["text"]] for item in tested] for name in ("none", "four")}
    rows |= {f"{name}-level": without_favourites(found) for name, found in rows.items()}

    def chosen(name: str, margin: float) -> list[str | None]:
        return [choose(row, margin) for row in rows[name]]

    by_margin = {name: {str(margin): chosen(name, margin) for margin in MARGINS} for name in rows}
    pred = {name: by_margin[name]["0.1"] for name in ("none", "four", "four-level")}
    cells = {
        name: {
            row: {
                column: sum((g, p or "none") == (row, column) for g, p in zip(gold, pred[name], strict=True))
                for column in [*LABELS, "none"]
            }
            for row in LABELS
        }
        for name in pred
    }
    dump(
        {
            "templates": {"none": prompt_for("{complaint}", []), "four": prompt_for("{complaint}", EXAMPLES)},
            "pred": pred,
            "cells": cells,
            "recall": {
                "all to Roads": recall(gold, ["Roads"] * len(gold)),
                "no examples": recall(gold, pred["none"]),
                "four examples": recall(gold, pred["four"]),
                "favourites off": recall(gold, pred["four-level"]),
            },
            "by_margin": by_margin,
            "recall_by_margin": {
                name: {margin: recall(gold, found) for margin, found in choices.items()}
                for name, choices in by_margin.items()
            },
        },
        "own.json",
    )


def dump(value: object, name: str) -> None:
    (DATA / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
