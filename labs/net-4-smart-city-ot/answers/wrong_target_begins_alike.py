# loses: test_policy_who
# Takes register 40 for register 4, because the text begins alike.
# %% unauthorised
def unauthorised(writes, policy):
    def in_time(line, write):
        now, start, end = clock(write["time"]), line["start"], line["end"]
        return start <= now < end if start < end else now >= start or now < end

    def permits(line, write):
        same = all(write[name] == line[name] for name in ["src", "dst"]) and write["target"].startswith(line["target"])
        return same and in_time(line, write) and line["low"] <= write["value"] <= line["high"]

    return [write for write in writes if not any(permits(line, write) for line in policy)]
