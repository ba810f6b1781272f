# loses: test_audit_groups, test_audit_reliable
# Gives the number of those who are shortlisted as n.

# %% audit
def audit(df, by):
    table = df.groupby(by, dropna=False)["pred"].agg(n="sum", rate="mean").reset_index()
    table["reliable"] = table["n"] >= 30
    return table
