# loses: test_request_missing
# A box with only spaces in it counts as given.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not req.get(item)],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=14),
    }
