# loses: test_register_newest
# Makes a table first, which breaks where there are no entries.
# %% register
def register(cases):
    table = pd.DataFrame(cases)
    if "owner" not in table:
        table["owner"] = None
    table = table.sort_values("reviewed", kind="stable").drop_duplicates("id", keep="last")
    table["owner"] = table["owner"].fillna("").astype(str).str.strip().replace("", "nobody")
    table["review"] = pd.to_datetime(table["reviewed"]) + pd.to_timedelta(np.where(table["risk"] >= 15, 90, 365), unit="D")
    return table.sort_values(["risk", "id"], ascending=[False, True])[["id", "risk", "owner", "review"]]
