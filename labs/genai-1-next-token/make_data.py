"""Make data/recorded.json: what the real model answers to the lab's own prompts, so that the lab opens at once.

Run it from anywhere once the models are installed (`futurefit models install`), and again after any change of
data/texts.json or of what the lab asks. The same model gives the same bytes. It takes about half a minute.
"""

import json
from pathlib import Path

from futurefit.kit.models import language_model, record

DATA = Path(__file__).resolve().parent / "data"
#: How many of the model's scores the lab's charts work with; they hold 94% to 99.97% of the probability.
SCORES = 2000
#: How far the sentence that grows piece by piece is on record.
PIECES = 14


def main() -> None:
    texts = json.loads((DATA / "texts.json").read_text(encoding="utf-8"))
    model = language_model("smollm2")
    calls: list[tuple] = []
    for prompt in texts["prompts"]:
        calls += [("next_tokens", prompt, 10), ("scores", prompt, SCORES)]
    growing = texts["prompts"][0]
    for _ in range(PIECES):
        calls.append(("next_tokens", growing, 10))
        growing += model.next_tokens(growing, 1)[0][0]
    calls += [("tokens", text) for pair in texts["pairs"] for text in pair]
    for job in texts["jobs"]:
        for wording in texts["wordings"]:
            calls += [("logprob", wording.format(job), pronoun) for pronoun in (" he", " she")]
    for question in texts["questions"]:
        messages = [{"role": "user", "content": question.format(notice=texts["notice"])}]
        calls.append(("chat", messages, 60))
    record(model, calls, DATA / "recorded.json")


if __name__ == "__main__":
    main()
