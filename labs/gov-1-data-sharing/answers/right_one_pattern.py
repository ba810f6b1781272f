# One pattern for all three kinds; slices; value_counts; life stages; sets.

# %% find_pii
def find_pii(text):
    either = rf"(?P<ic>\b\d{{6}}-?\d\d-?\d{{4}}\b)|(?P<phone>{PHONE})|(?P<email>{EMAIL})"
    pairs = [(match.lastgroup, match.group()) for match in re.finditer(either, text)]
    return [(kind, value) for kind, value in pairs if kind != "ic" or is_real_day(value[:6])]


# %% mask_ic
def mask_ic(ic):
    digits = ic.replace("-", "").replace("*", "")
    return f"******-**-{digits[len(digits) - 4:]}"


# %% k_anonymity
def k_anonymity(df, quasi):
    return 0 if df.empty else int(df[quasi].value_counts(dropna=False).min())


# %% generalise
def generalise(df):
    bands = pd.cut(df["age"], [-1, 6, 17, 39, 59, 200], labels=["infant", "school", "young", "middle", "older"])
    shared = pd.DataFrame({"age_band": bands, "sex": df["sex"], "district": df["district"], "need": df["need"]})
    keys = ["age_band", "sex", "district"]
    return shared.dropna(subset=["age_band"]).groupby(keys, observed=True).filter(lambda group: len(group) >= 5)


# %% check_request
def check_request(req):
    given = {item for item, value in req.items() if isinstance(value, str) and not value.isspace() and value}
    return {
        "missing": set(ITEMS) - given,
        "purpose_ok": req.get("purpose") in ("a", "b", "c", "d", "e"),
        "reply_by": datetime(req["received"].year, req["received"].month, req["received"].day) + timedelta(weeks=2),
    }
