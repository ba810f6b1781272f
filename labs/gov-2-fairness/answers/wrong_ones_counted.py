# loses: test_audit_reliable
# Calls a group reliable if 30 of it are shortlisted.

# %% audit
def audit(df, by):
    table = df.groupby(by, dropna=False)["pred"].agg(n="size", rate="mean", ones="sum").reset_index()
    table["reliable"] = table["ones"] >= 30
    return table.drop(columns="ones")
