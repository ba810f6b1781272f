# %% nbgrader={"grade_id": "account", "solution": true}
### BEGIN SOLUTION
class Account:
    """An account."""

    bank = "BNM"
    count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self._log = []
        self.__secret = 1
        Account.count += 1

    def deposit(self, x):
        if x <= 0:
            raise ValueError("must be positive")
        self.balance += x
        self._log.append(x)
        return self

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def __str__(self):
        return f"{self.owner}: RM{self.balance}"

    def __eq__(self, other):
        return isinstance(other, Account) and self.owner == other.owner

    def __lt__(self, other):
        return self.balance < other.balance

    def __add__(self, other):
        return Account(self.owner, self.balance + (other.balance if isinstance(other, Account) else other))

    def __len__(self):
        return len(self._log)

    def __contains__(self, x):
        return x in self._log

    def __iter__(self):
        return iter(self._log)

    def __getitem__(self, i):
        return self._log[i]

    def __bool__(self):
        return self.balance > 0

    def __call__(self, x):
        return x * 2

    def __hash__(self):
        return hash(self.owner)

    @property
    def rich(self):
        return self.balance > 1000

    @rich.setter
    def rich(self, v):
        self.balance = 2000 if v else 0

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def valid(x):
        return x > 0

    def transfer(self, other, x):
        self.balance -= x
        other.balance += x


class Savings(Account):
    rate = 0.1

    def __init__(self, owner, balance=0, rate=None):
        super().__init__(owner, balance)
        if rate:
            self.rate = rate

    def year(self):
        self.balance *= 1 + self.rate


### END SOLUTION

# %% nbgrader={"grade_id": "test_account", "grade": true, "points": 1}
a = Account("Ali", 10)
assert a.owner == "Ali" and a.balance == 10
a.deposit(5)
assert a.balance == 15 and a.deposit(1) is a
assert a.deposit(1).deposit(1).balance == 18
a.balance = 3
assert a.balance == 3
assert isinstance(a, Account)
assert repr(a) == "Account('Ali', 3)" and str(a) == "Ali: RM3" and f"{a}" == "Ali: RM3"
assert a == Account("Ali") and a != Account("Mei")
assert len(a) == 4 and 5 in a and 99 not in a and list(a) == [5, 1, 1, 1] and a[0] == 5 and a[-1] == 1
assert bool(a) and a(4) == 8
assert (a + Account("x", 7)).balance == 10 and (a + 1).balance == 4
assert sorted([Account("b", 5), Account("c", 2)])[0].owner == "c"
assert max([Account("b", 5), Account("c", 2)]).owner == "b"
assert a < Account("z", 100) and Account("z", 100) > a
assert a.rich is False
a.rich = True
assert a.balance == 2000
assert Account.empty("Z").balance == 0 and Account.valid(3) is True
assert Account.bank == "BNM"
try:
    a.deposit(-1)
    assert False
except ValueError as e:
    assert "positive" in str(e)
b2 = Account("Mei", 0)
a.transfer(b2, 500)
assert a.balance == 1500 and b2.balance == 500

# %% nbgrader={"grade_id": "test_private_names", "grade": true, "points": 1}
assert a._log[0] == 5

# %% nbgrader={"grade_id": "test_mangled_names", "grade": true, "points": 1}
assert not hasattr(a, "__secret") and a._Account__secret == 1

# %% nbgrader={"grade_id": "test_class_attribute", "grade": true, "points": 1}
n = Account.count
Account("x")
assert Account.count == n + 1

# %% nbgrader={"grade_id": "test_hasattr", "grade": true, "points": 1}
assert hasattr(a, "balance") and not hasattr(a, "nothing") and hasattr(Account, "deposit") and callable(a.deposit)
assert not hasattr(Account, "nothing")
assert getattr(a, "nope", 5) == 5

# %% nbgrader={"grade_id": "test_vars", "grade": true, "points": 1}
assert a.__dict__["owner"] == "Ali" and vars(a)["owner"] == "Ali"

# %% nbgrader={"grade_id": "test_docstring", "grade": true, "points": 1}
assert Account.__doc__ == "An account." and Account.__name__ == "Account"

# %% nbgrader={"grade_id": "test_inheritance", "grade": true, "points": 1}
s = Savings("Ali", 100)
s.year()
assert abs(s.balance - 110) < 1e-9 and isinstance(s, Account) and issubclass(Savings, Account)
assert Savings.rate == 0.1 and s.deposit(5) is s
assert Savings.__mro__[1] is Account and Savings.__bases__ == (Account,)
assert type(s) is Savings and type(s).__name__ == "Savings" and s.__class__.__name__ == "Savings"

# %% nbgrader={"grade_id": "test_sets", "grade": true, "points": 1}
assert {Account("x"), Account("x")} == {Account("x")}

# %% nbgrader={"grade_id": "test_dict_keys", "grade": true, "points": 1}
d = {Account("q"): 1}
assert d[Account("q")] == 1

# %% nbgrader={"grade_id": "test_lists", "grade": true, "points": 1}
assert Account("x") in [Account("y"), Account("x")]
assert [Account("x")] == [Account("x")]
assert [Account("y"), Account("x")].index(Account("x")) == 1

# %% nbgrader={"grade_id": "test_made_in_one_test", "grade": true, "points": 1}
shared = Account("Shared", 1)
_ = shared.deposit(10)

# %% nbgrader={"grade_id": "test_used_in_the_next", "grade": true, "points": 1}
assert shared.balance == 11
shared.deposit(1)
assert shared.balance == 12

# %% nbgrader={"grade_id": "test_sets_class_attribute", "grade": true, "points": 1}
Account.bank = "Maybank"
assert a.bank == "Maybank"

# %% nbgrader={"grade_id": "test_signature", "grade": true, "points": 1}
import inspect

assert list(inspect.signature(Account).parameters) == ["owner", "balance"]

# %% nbgrader={"grade_id": "test_signature_of_init", "grade": true, "points": 1}
assert list(inspect.signature(Account.__init__).parameters) == ["self", "owner", "balance"]

# %% nbgrader={"grade_id": "test_property_in_the_class", "grade": true, "points": 1}
assert isinstance(Account.__dict__["rich"], property)

# %% nbgrader={"grade_id": "test_deep_copy", "grade": true, "points": 1}
import copy

k = copy.deepcopy(Account("A", 5))
assert k.balance == 5

# %% nbgrader={"grade_id": "test_unbound_method", "grade": true, "points": 1}
a3 = Account("T", 1)
Account.deposit(a3, 5)
assert a3.balance == 6

# %% nbgrader={"grade_id": "test_is_iterable", "grade": true, "points": 1}
from collections.abc import Iterable

assert isinstance(a, Iterable)

# %% nbgrader={"grade_id": "test_formatted", "grade": true, "points": 1}
assert "%s" % Account("x", 1) == "x: RM1"
