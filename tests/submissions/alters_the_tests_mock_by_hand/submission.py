# The same, asked on the line itself, past what a stand-in of a mock would ask.
# %% notify
from futurefit.grading.crossing._peer import request


def notify(sender, people):
    peer, number, *_ = sender.__dict__["_futurefit_"]
    settings = {"send.assert_any_call": lambda *values: None, "send.call_count": 2, "send.called": True}
    request(peer, {"do": "call", "id": number, "name": "configure_mock"}, (), settings)
