# Plain loops and counting, without groupby; the date is checked by its month and day.

# %% find_pii
def find_pii(text):
    places = {}
    for match in re.finditer(PHONE, text):
        places[match.start()] = ["phone", match.group()]
    for match in re.finditer(EMAIL, text):
        places[match.start()] = ["email", match.group()]
    for match in re.finditer(r"(?<![\d-])(\d\d)(\d\d)(\d\d)-?\d\d-?\d{4}(?!\d)", text):
        year, month, day = (int(part) for part in match.groups())
        longest = {2: 29 if year % 4 == 0 else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
        if 1 <= month <= 12 and 1 <= day <= longest:
            places[match.start()] = ["ic", match.group()]
    return [places[place] for place in sorted(places)]


# %% mask_ic
def mask_ic(ic):
    hidden = ""
    for sign in ["*"] * 6 + ["-"] + ["*"] * 2 + ["-"]:
        hidden += sign
    for sign in list(ic)[-4:]:
        hidden += sign
    return hidden


# %% k_anonymity
def k_anonymity(df, quasi):
    counts = Counter()
    for row in df[quasi].to_numpy().tolist():
        counts[tuple(str(value) for value in row)] += 1
    return min(counts.values(), default=0)


# %% generalise
def generalise(df):
    rows = []
    for age, sex, district, need in zip(df["age"], df["sex"], df["district"], df["need"]):
        band = "unknown" if pd.isna(age) else f"{int(age) // 20 * 20}–{int(age) // 20 * 20 + 19}"
        rows.append((band, sex, district, need))
    crowd = Counter(row[:3] for row in rows)
    return pd.DataFrame([row for row in rows if crowd[row[:3]] > 4], columns=["age_band", "sex", "district", "need"])


# %% check_request
def check_request(req):
    answer = {"reply_by": pd.Timestamp(req["received"]) + pd.Timedelta(days=14), "purpose_ok": False, "missing": []}
    for item in ["handling", "provider", "recipient", "purpose", "data"]:
        if item not in req or req[item] is None or not req[item].strip():
            answer["missing"].append(item)
    for letter in PURPOSES:
        if req.get("purpose") == letter:
            answer["purpose_ok"] = True
    return answer
