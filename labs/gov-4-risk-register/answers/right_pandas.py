# Tables and Series from pandas.

# %% eu_tier
def eu_tier(uc):
    words = pd.Series(uc.get("does") or [], dtype=object)
    if words.empty:
        raise ValueError("no words")
    tiers = pd.Categorical(words.map(TIER_OF).fillna("minimal"), TIERS, ordered=True)
    return str(tiers.min())


# %% residual_risk
def residual_risk(likelihood, impact, control):
    scores = pd.Series([likelihood, control, *impact])
    if len(scores) == 2 or not scores.isin([1, 2, 3, 4, 5]).all():
        raise ValueError("scores")
    return scores[2:].max() * pd.Series([likelihood - control + 1]).clip(lower=1)[0]


# %% crosswalk
def crosswalk(uc, table):
    rows = pd.DataFrame(table, columns=["evidence", "principle"]).drop_duplicates()
    held = [name for name, reference in uc.get("evidence", {}).items() if (reference or "").strip()]
    rows = rows[rows["evidence"].isin(held)]
    lists = rows.groupby("principle")["evidence"].apply(tuple)
    return lists.reindex(PRINCIPLES).map(lambda found: found if isinstance(found, tuple) else "gap")


# %% register
def register(cases):
    table = pd.DataFrame(list(cases), columns=["id", "risk", "owner", "reviewed"])
    table = table.sort_values("reviewed").drop_duplicates("id", keep="last")
    owner = table["owner"].fillna("").str.strip()
    table["owner"] = owner.where(owner != "", "nobody")
    table["review"] = [day + timedelta(days=90 if risk >= 15 else 365) for day, risk in zip(table["reviewed"], table["risk"])]
    return table.sort_values(["risk", "id"], ascending=[False, True]).reset_index(drop=True)


# %% go_live
def go_live(uc):
    answers = pd.Series(uc.get("gate", {}), dtype=object).reindex(GATE + (GATE_HIGH if uc["tier"] == "high" else []))
    missing = answers[answers.astype(str).str.lower() != "yes"].index
    return len(missing) == 0 and uc["tier"] != "prohibited", missing.tolist()
