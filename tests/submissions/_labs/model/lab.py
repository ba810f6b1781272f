# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np
from sklearn.linear_model import LogisticRegression

X = np.arange(20.0).reshape(-1, 1)
y = (X[:, 0] > 9.5).astype(int)


# %% nbgrader={"grade_id": "train", "solution": true}
def train(X, y):
    ### BEGIN SOLUTION
    return LogisticRegression().fit(X, y)
    ### END SOLUTION


# %% nbgrader={"grade_id": "test_score", "grade": true, "points": 2}
model = train(X, y)
assert isinstance(model, LogisticRegression)
assert model.score(X, y) > 0.9

# %% nbgrader={"grade_id": "test_predict", "grade": true, "points": 2}
model = train(X.copy(), y.copy())
assert (model.predict(X.copy()) == y).mean() > 0.9

# %% nbgrader={"grade_id": "test_list", "grade": true, "points": 1}
assert list(train(X.copy(), y.copy()).predict(np.array([[1.0], [19.0]]))) == [0, 1]
