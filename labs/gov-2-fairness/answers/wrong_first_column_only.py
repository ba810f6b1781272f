# loses: test_audit_groups, test_audit_rate, test_audit_reliable
# Groups by the first of the columns only.

# %% audit
def audit(df, by):
    table = df.groupby(by[0], dropna=False).agg(n=("pred", "size"), rate=("pred", "mean")).reset_index()
    for name in by[1:]:
        table[name] = df[name].iloc[0]
    table["reliable"] = table["n"] >= 30
    return table
