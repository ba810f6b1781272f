# loses: test_request_reply
# Fourteen working days.
# %% check_request
def check_request(req):
    return {
        "missing": [item for item in ITEMS if not str(req.get(item) or "").strip()],
        "purpose_ok": req.get("purpose") in PURPOSES,
        "reply_by": pd.Timestamp(req["received"]) + pd.offsets.BDay(14),
    }
