# loses: test_audit_groups, test_audit_rate, test_audit_reliable
# Makes rows for combinations of which there is nobody.

# %% audit
def audit(df, by):
    import itertools

    rows = []
    for key in itertools.product(*(df[name].unique() for name in by)):
        inside = df
        for name, value in zip(by, key):
            inside = inside[inside[name].isna() if pd.isna(value) else inside[name] == value]
        rate = inside["pred"].mean() if len(inside) else 0.0
        rows.append({**dict(zip(by, key)), "n": len(inside), "rate": rate, "reliable": len(inside) >= 30})
    return rows
