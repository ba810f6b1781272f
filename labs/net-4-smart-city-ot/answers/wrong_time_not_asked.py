# loses: test_policy_window
# Forgets to ask at what hour the order came.
# %% unauthorised
def unauthorised(writes, policy):
    def permits(line, write):
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not any(permits(line, write) for line in policy)]
