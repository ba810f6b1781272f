# loses: test_allow_action_payment
# Takes any text for an approval, “no” as well.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return role in ["assistant", "officer"]
    if action == "pay":
        return role == "officer" and bool(approved)
    return False
