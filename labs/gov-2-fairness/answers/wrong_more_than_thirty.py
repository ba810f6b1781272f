# loses: test_audit_reliable
# Asks for more than 30 people.

# %% audit
def audit(df, by):
    table = df.groupby(by, dropna=False)["pred"].agg(n="size", rate="mean").reset_index()
    table["reliable"] = table["n"] > 30
    return table
