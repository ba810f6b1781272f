# loses: test_audit_groups, test_audit_rate, test_audit_reliable
# Leaves small groups out of the table.

# %% audit
def audit(df, by):
    table = df.groupby(by, dropna=False)["pred"].agg(n="size", rate="mean").reset_index()
    table["reliable"] = table["n"] >= 30
    return table[table["reliable"]]
