# loses: test_audit_groups
# Fills the blanks of the table that was given.

# %% audit
def audit(df, by):
    for name in by:
        df[name] = df[name].where(df[name].notna(), "blank")
    table = df.groupby(by)["pred"].agg(n="size", rate="mean").reset_index()
    table["reliable"] = table["n"] >= 30
    return table
