# %% nbgrader={"grade_id": "pet", "solution": true}
### BEGIN SOLUTION
class Pet:
    def sound(self):
        return "meow"


### END SOLUTION

# %% nbgrader={"grade_id": "test_sound", "grade": true, "points": 1}
assert Pet().sound() == "meow"


# %% nbgrader={"grade_id": "test_derived", "grade": true, "points": 1}
class Loud(Pet):
    def twice(self):
        return self.sound() * 2


assert Loud().twice() == "meowmeow"
