# loses: test_policy_window
# Turns the ends of a window across midnight round, so that the day is open in place of the night.
# %% unauthorised
def unauthorised(writes, policy):
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = min(start, end) <= now < max(start, end) or start == end
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not any(permits(line, write) for line in policy)]
