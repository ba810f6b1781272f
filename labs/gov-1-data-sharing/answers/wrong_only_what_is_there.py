# loses: test_request_missing
# Goes through what the form holds, so that an item that is not on it is never missed.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item, value in req.items() if item in ITEMS and not str(value or "").strip()],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=14),
    }
