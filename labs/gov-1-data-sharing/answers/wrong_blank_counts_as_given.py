# loses: test_request_missing
# A box on the form counts as given though nothing is in it.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if item not in req],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=14),
    }
