# loses: test_audit_rate
# Divides by all people of the table.

# %% audit
def audit(df, by):
    table = df.groupby(by, dropna=False)["pred"].agg(n="size", rate="sum").reset_index()
    table["rate"] = table["rate"] / len(df)
    table["reliable"] = table["n"] >= 30
    return table
