# loses: test_policy_window
# Takes the value from one line and the time from another.
# %% unauthorised
def unauthorised(writes, policy):
    def in_time(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        return start <= now < end if start < end else now >= start or now < end

    def permitted(write):
        same = [line for line in policy if all(write[name] == line[name] for name in ["src", "dst", "target"])]
        return any(line["low"] <= write["value"] <= line["high"] for line in same) and any(in_time(line, write) for line in same)

    return [write for write in writes if not permitted(write)]
