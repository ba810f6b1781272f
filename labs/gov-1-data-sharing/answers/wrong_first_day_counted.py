# loses: test_request_reply
# Counts the day of arrival as the first of the fourteen.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not str(req.get(item) or "").strip()],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=13),
    }
