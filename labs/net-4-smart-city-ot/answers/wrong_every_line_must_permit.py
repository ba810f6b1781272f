# loses: test_policy_who, test_policy_range, test_policy_window
# Wants every line of the policy to permit a write.
# %% unauthorised
def unauthorised(writes, policy):
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = start <= now < end if start < end else now >= start or now < end
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not all(permits(line, write) for line in policy)]
