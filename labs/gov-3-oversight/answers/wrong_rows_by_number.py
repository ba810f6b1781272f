# loses: test_override_share
# Takes it that the rows are numbered 0, 1, 2, so that a part of a larger table breaks it.
# %% override_rate
def override_rate(df, min_n=20):
    cases, overrides = {}, {}
    for number in range(len(df)):
        office = df["office"][number]
        cases.setdefault(office, 0)
        overrides.setdefault(office, 0)
        if not pd.isna(df["decided"][number]):
            cases[office] += 1
            overrides[office] += int(df["decided"][number] != df["suggested"][number])
    return {office: overrides[office] / cases[office] if cases[office] >= max(min_n, 1) else float("nan") for office in cases}
