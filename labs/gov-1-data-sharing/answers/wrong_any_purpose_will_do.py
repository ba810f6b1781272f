# loses: test_request_purpose
# Any purpose that was written down is taken for one of the Act.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not str(req.get(item) or "").strip()],
        "purpose_ok": bool(req.get("purpose")),
        "reply_by": req["received"] + timedelta(days=14),
    }
