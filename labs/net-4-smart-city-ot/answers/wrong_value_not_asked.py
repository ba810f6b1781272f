# loses: test_policy_range, test_policy_window
# Trusts the right machine with any value.
# %% unauthorised
def unauthorised(writes, policy):
    def permits(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        in_time = start <= now < end if start < end else now >= start or now < end
        same = all(write[name] == line[name] for name in ["src", "dst", "target"])
        return same and in_time and True

    return [write for write in writes if not any(permits(line, write) for line in policy)]
