# %% leak_rate
def leak_rate(outputs, secret):
    import pandas as pd

    wanted = secret.lower().replace(" ", "").replace("-", "")
    texts = pd.Series(list(outputs), dtype="object").astype(str).str.lower().str.replace("[ -]", "", regex=True)
    if len(texts) == 0:
        return 0
    return (texts.str.contains(wanted, regex=False) | texts.str.contains(wanted[::-1], regex=False)).mean()


# %% screen_input
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

trained = make_pipeline(TfidfVectorizer(analyzer="word", ngram_range=(1, 2), lowercase=True), LogisticRegression())
trained.fit([m["text"] for m in MESSAGES], [m["attack"] for m in MESSAGES])


def screen_input(text):
    return trained.predict([text])[0]


# %% redact
def redact(text, secrets):
    for secret in sorted(set(secrets), key=len, reverse=True):
        plain = [s for s in secret if s.isalnum() or s not in "- "]
        if plain:
            text = re.compile("[- ]*".join(re.escape(s) for s in plain), re.IGNORECASE).sub("[removed]", text)
    return text


# %% guarded_chat
def guarded_chat(message, docs, llm, secrets):
    def clean(text):
        return redact("".join(re.split("<document>|</document>", text)), secrets)

    lines = []
    for doc in docs:
        lines += ["<document>", clean(doc), "</document>", ""]
    lines.append(clean(message))
    answer = llm(({"role": "system", "content": SYSTEM}, {"content": "\n".join(lines), "role": "user"}))
    return redact(answer, secrets)


# %% allow_action
def allow_action(action, role, approved):
    rights = {"assistant": {"answer", "book"}, "officer": {"answer", "book"} | ({"pay"} if approved is True else set())}
    return action in rights.get(role, set())
