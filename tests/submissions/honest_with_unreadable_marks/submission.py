# The marks are of a form that says nothing.
# %% metadata test_fare {"nbgrader": {"grade_id": ["test_fare"]}}
# %% metadata fare {"nbgrader": 7}
