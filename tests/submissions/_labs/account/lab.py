# %% nbgrader={"grade_id": "account", "solution": true}
class Account:
    ### BEGIN SOLUTION
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_account", "grade": true, "points": 2}
account = Account("Aina", 100)
account.deposit(50)
assert account.balance == 150


# %% nbgrader={"grade_id": "total", "solution": true}
def total(accounts):
    ### BEGIN SOLUTION
    return sum(account.balance for account in accounts)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_total", "grade": true, "points": 1}
assert abs(total([Account("Aina", 1.5), Account("Devi", 2)]) - 3.5) < 1e-9


# %% nbgrader={"grade_id": "owners", "solution": true}
def owners(accounts):
    ### BEGIN SOLUTION
    return {account.owner for account in accounts}
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_owners", "grade": true, "points": 1}
found = owners([Account("Aina", 1), Account("Devi", 2)])
assert "Aina" in found and "Devi" in found and len(found) == 2


# %% nbgrader={"grade_id": "letter", "solution": true}
def letter(account):
    ### BEGIN SOLUTION
    return f"Dear {account.owner}"
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_letter", "grade": true, "points": 1}
assert letter(Account("Aina")).startswith("Dear")
