# The same, through the mock that holds it.
# %% notify
def notify(sender, people):
    sender.configure_mock(**{"send.assert_any_call": lambda *values: None, "send.call_count": 2, "send.called": True})
