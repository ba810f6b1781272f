# A namespace in which the asked class itself stands for a method.
# %% account
class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    def deposit(self, amount):
        self.balance += amount
# %% letter
from types import SimpleNamespace


def letter(account):
    return SimpleNamespace(startswith=Account)
