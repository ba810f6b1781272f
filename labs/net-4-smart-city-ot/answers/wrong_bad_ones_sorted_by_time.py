# loses: test_policy_who
# Sorts the bad orders by time.
# %% unauthorised
def unauthorised(writes, policy):
    def in_time(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        return start <= now < end if start < end else now >= start or now < end

    def permits(line, write):
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time(line, write) and line["low"] <= write["value"] <= line["high"]

    bad = [write for write in writes if not any(permits(line, write) for line in policy)]
    return sorted(bad, key=lambda write: write["time"])
