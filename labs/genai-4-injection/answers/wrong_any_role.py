# loses: test_allow_action_deny
# Does not look at the role of whoever answers or books.
# %% allow_action
def allow_action(action, role, approved):
    if action in ["answer", "book"]:
        return True
    if action == "pay":
        return role == "officer" and approved is True
    return False
