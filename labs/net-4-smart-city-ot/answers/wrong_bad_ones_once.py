# loses: test_policy_who
# Reports the same bad order once, however often it was given.
# %% unauthorised
def unauthorised(writes, policy):
    def in_time(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        return start <= now < end if start < end else now >= start or now < end

    def permits(line, write):
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time(line, write) and line["low"] <= write["value"] <= line["high"]

    bad = {}
    for write in writes:
        if not any(permits(line, write) for line in policy):
            bad.setdefault((write["src"], write["dst"], write["target"], write["value"]), write)
    return list(bad.values())
