# loses: test_request_missing
# Content if one of the two agencies is named.
# %% check_request
def check_request(req):
    def blank(item):
        return str(req.get(item) or "").strip() == ""

    missing = [item for item in ["data", "purpose", "handling"] if blank(item)]
    if blank("recipient") and blank("provider"):
        missing += ["recipient", "provider"]
    return {
        "missing": missing,
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": req["received"] + timedelta(days=14),
    }
