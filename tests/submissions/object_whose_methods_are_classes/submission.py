# An object of the asked class whose attribute, a class, is called like the method of a text that the test uses.
# %% letter
def letter(account):
    other = Account("")
    other.startswith = bool
    return other
