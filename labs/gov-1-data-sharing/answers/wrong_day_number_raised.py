# loses: test_request_reply
# Adds 14 to the day of the month, which ends before it.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not str(req.get(item) or "").strip()],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": f"{req['received']:%Y-%m}-{req['received'].day + 14:02}",
    }
