# loses: test_audit_groups, test_audit_rate
# Leaves out people of whom something was not written down.

# %% audit
def audit(df, by):
    table = df.groupby(by)["pred"].agg(n="size", rate="mean").reset_index()
    table["reliable"] = table["n"] >= 30
    return table
