# %% nbgrader={"grade_id": "setup", "locked": true}


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


# %% nbgrader={"grade_id": "classes", "solution": true}
### BEGIN SOLUTION
stack = []


def push(x):
    stack.append(x)


def pop():
    return stack.pop()


class Stack:
    def __init__(self):
        self._items = []

    def push(self, x):
        self._items.append(x)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    @property
    def items(self):
        return self._items

    def __len__(self):
        return len(self._items)


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __matmul__(self, o):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])

    def __mul__(self, k):
        return Matrix([[k * v for v in r] for r in self.rows])

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __getitem__(self, ij):
        return self.rows[ij[0]][ij[1]]

    def __setitem__(self, ij, v):
        self.rows[ij[0]][ij[1]] = v

    def __eq__(self, o):
        return self.rows == o.rows

    def __iadd__(self, k):
        self.rows = [[v + k for v in r] for r in self.rows]
        return self


class Money:
    __slots__ = ("amount",)

    def __init__(self, a):
        self.amount = a

    def __add__(self, o):
        return Money(self.amount + (o.amount if isinstance(o, Money) else o))

    def __radd__(self, o):
        return self + o

    def __eq__(self, o):
        return self.amount == (o.amount if isinstance(o, Money) else o)

    def __float__(self):
        return float(self.amount)

    def __int__(self):
        return int(self.amount)

    def __round__(self, n=0):
        return round(self.amount, n)

    def __abs__(self):
        return Money(abs(self.amount))

    def __str__(self):
        return f"RM{self.amount:.2f}"

    def __repr__(self):
        return f"Money({self.amount})"

    def __format__(self, spec):
        return format(self.amount, spec or ".2f")

    def __le__(self, o):
        return self.amount <= o.amount


class LL:
    def __init__(self):
        self.head = None

    def add(self, v):
        self.head = Node(v, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.value
            n = n.next


class Tree:
    def __init__(self, v, left=None, right=None):
        self.v, self.left, self.right = v, left, right

    def insert(self, v):
        side = "left" if v < self.v else "right"
        child = getattr(self, side)
        if child:
            child.insert(v)
        else:
            setattr(self, side, Tree(v))

    def inorder(self):
        if self.left:
            yield from self.left.inorder()
        yield self.v
        if self.right:
            yield from self.right.inorder()


class Observer:
    def __init__(self):
        self.handlers = []

    def on(self, f):
        self.handlers.append(f)
        return f

    def fire(self, *a):
        return [h(*a) for h in self.handlers]


class Dict2(dict):
    def total(self):
        return sum(self.values())


class Vec(list):
    def norm(self):
        return sum(x * x for x in self) ** 0.5


class Temp(float):
    def f(self):
        return self * 9 / 5 + 32


class Dyn:
    def __getattr__(self, n):
        if n.startswith("x"):
            return n
        raise AttributeError(n)


### END SOLUTION

# %% nbgrader={"grade_id": "test_functions_on_a_global", "grade": true, "points": 1}
push(1)
push(2)
assert pop() == 2 and stack == [1]

# %% nbgrader={"grade_id": "test_stack", "grade": true, "points": 1}
s = Stack()
s.push(1)
s.push([2])
assert len(s) == 2 and s.pop() == [2] and s.items == [1]
s.pop()
try:
    s.pop()
    assert False
except IndexError as e:
    assert "empty" in str(e)

# %% nbgrader={"grade_id": "test_empty_is_false", "grade": true, "points": 1}
assert not Stack() and len(Stack()) == 0


# %% nbgrader={"grade_id": "test_holds_a_tests_object", "grade": true, "points": 1}
class Job:
    pass


j = Job()
s = Stack()
s.push(j)
assert s.pop() is j

# %% nbgrader={"grade_id": "test_matrix", "grade": true, "points": 1}
a = Matrix([[1, 2], [3, 4]])
assert (a @ a)[0, 0] == 7 and (a * 2)[1, 1] == 8 and (2 * a)[0, 1] == 4 and (-a)[0, 0] == -1
a[0, 0] = 9
assert a[0, 0] == 9 and a.rows[0] == [9, 2]
assert Matrix([[1]]) == Matrix([[1]]) and Matrix([[1]]) != Matrix([[2]])
a += 1
assert a[0, 0] == 10

# %% nbgrader={"grade_id": "test_money", "grade": true, "points": 1}
m = Money(5) + Money(2.5)
assert (
    m.amount == 7.5
    and float(m) == 7.5
    and int(m) == 7
    and str(m) == "RM7.50"
    and repr(m) == "Money(7.5)"
    and f"{m:.1f}" == "7.5"
    and f"{m}" == "7.50"
)
assert sum([Money(1), Money(2)]).amount == 3
assert round(Money(2.345), 1) == 2.3 and abs(Money(-1)).amount == 1
assert Money(1) <= Money(2) and Money(2) >= Money(1)

# %% nbgrader={"grade_id": "test_equality", "grade": true, "points": 1}
assert Money(5) == Money(5) and not Money(5) == Money(6)

# %% nbgrader={"grade_id": "test_linked_list", "grade": true, "points": 1}
l = LL()
l.add(1)
l.add(2)
assert list(l) == [2, 1] and l.head.value == 2 and 1 in l

# %% nbgrader={"grade_id": "test_tree", "grade": true, "points": 1}
t = Tree(5)
for v in (3, 8, 1):
    t.insert(v)
assert list(t.inorder()) == [1, 3, 5, 8] and t.left.left.v == 1 and t.right.right is None

# %% nbgrader={"grade_id": "test_observer", "grade": true, "points": 1}
o = Observer()
got = []
o.on(got.append)


@o.on
def h(x):
    return x * 2


assert o.fire(3) == [None, 6] and got == [3]

# %% nbgrader={"grade_id": "test_dict_of_its_own", "grade": true, "points": 1}
assert Dict2(a=1) == {"a": 1}

# %% nbgrader={"grade_id": "test_list_of_its_own", "grade": true, "points": 1}
v = Vec([3, 4])
assert v.norm() == 5 and v[0] == 3 and list(v) == [3, 4]

# %% nbgrader={"grade_id": "test_float_of_its_own", "grade": true, "points": 1}
assert Temp(100).f() == 212

# %% nbgrader={"grade_id": "test_float_arithmetic", "grade": true, "points": 1}
assert Temp(100) == 100 and Temp(1) + 1 == 2

# %% nbgrader={"grade_id": "test_dynamic_attributes", "grade": true, "points": 1}
assert Dyn().xa == "xa" and not hasattr(Dyn(), "q")

# %% nbgrader={"grade_id": "test_identity", "grade": true, "points": 1}
s = Stack()
assert s is s and s == s and s != Stack() and s in [s]

# %% nbgrader={"grade_id": "test_callable_class", "grade": true, "points": 1}
assert isinstance(Stack.push, object) and callable(Stack)

# %% nbgrader={"grade_id": "test_deletes_an_attribute", "grade": true, "points": 1}
m = Tree(1)
m.extra = 5
del m.extra
assert not hasattr(m, "extra")
