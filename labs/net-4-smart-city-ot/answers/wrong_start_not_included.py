# loses: test_policy_window
# Counts the start of a window as outside.
# %% unauthorised
def unauthorised(writes, policy):
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = start < now < end if start < end else now > start or now < end or start == end
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not any(permits(line, write) for line in policy)]
