# loses: test_request_purpose
# Asks whether the purpose is part of the text "abcde": the empty text is, and so is "ab".
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not str(req.get(item) or "").strip()],
        "purpose_ok": str(req.get("purpose") or "") in "abcde",
        "reply_by": req["received"] + timedelta(days=14),
    }
