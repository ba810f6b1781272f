# %% nbgrader={"grade_id": "setup", "locked": true}
import numpy as np, pandas as pd
import matplotlib.pyplot as plt
from sklearn.datasets import load_iris
from sklearn.tree import DecisionTreeClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline, Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split, GridSearchCV, cross_val_score
from sklearn.metrics import accuracy_score
from sklearn.cluster import KMeans

X, y = load_iris(return_X_y=True)


# %% nbgrader={"grade_id": "models", "solution": true}
### BEGIN SOLUTION
def train(X, y, depth=3):
    return DecisionTreeClassifier(max_depth=depth, random_state=0).fit(X, y)


model = train(X, y)
lin = LinearRegression().fit(X, X[:, 0] * 2)
pipe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(X, y)
named = Pipeline([("scale", StandardScaler()), ("clf", LogisticRegression(max_iter=500))]).fit(X, y)
grid = GridSearchCV(DecisionTreeClassifier(random_state=0), {"max_depth": [1, 3]}, cv=3).fit(X, y)
km = KMeans(3, n_init=2, random_state=0).fit(X)
scaler = StandardScaler().fit(X)


def evaluate(m, X, y):
    return accuracy_score(y, m.predict(X))


def fit_model(m, X, y):
    m.fit(X, y)
    return m


def split(X, y):
    return train_test_split(X, y, test_size=0.2, random_state=0)


unfitted = DecisionTreeClassifier(max_depth=2)


class Mean:
    def fit(self, X, y):
        self.mean_ = y.mean()
        return self

    def predict(self, X):
        return np.full(len(X), self.mean_)


### END SOLUTION

# %% nbgrader={"grade_id": "test_accuracy", "grade": true, "points": 1}
assert isinstance(model, DecisionTreeClassifier)
assert accuracy_score(y, model.predict(X)) > 0.95
assert model.score(X, y) > 0.95

# %% nbgrader={"grade_id": "test_probabilities", "grade": true, "points": 1}
assert model.predict_proba(X).shape == (150, 3) and np.allclose(model.predict_proba(X).sum(1), 1)

# %% nbgrader={"grade_id": "test_settings", "grade": true, "points": 1}
assert model.get_params()["max_depth"] == 3 and model.max_depth == 3 and model.get_depth() == 3

# %% nbgrader={"grade_id": "test_attributes", "grade": true, "points": 1}
assert model.feature_importances_.shape == (4,) and list(model.classes_) == [0, 1, 2] and model.n_features_in_ == 4

# %% nbgrader={"grade_id": "test_regression", "grade": true, "points": 1}
assert np.allclose(lin.coef_, [2, 0, 0, 0]) and abs(lin.intercept_) < 1e-8 and lin.score(X, X[:, 0] * 2) > 0.99

# %% nbgrader={"grade_id": "test_pipeline", "grade": true, "points": 1}
assert (
    pipe.score(X, y) > 0.9
    and isinstance(pipe, Pipeline)
    and list(pipe.named_steps) == ["standardscaler", "logisticregression"]
)

# %% nbgrader={"grade_id": "test_named_steps", "grade": true, "points": 1}
assert named.named_steps["clf"].coef_.shape == (3, 4)

# %% nbgrader={"grade_id": "test_steps_by_place", "grade": true, "points": 1}
assert named["scale"].mean_.shape == (4,) and named[-1].coef_.shape == (3, 4) and len(named) == 2

# %% nbgrader={"grade_id": "test_kind_of_a_step", "grade": true, "points": 1}
assert isinstance(named.steps[0][1], StandardScaler)

# %% nbgrader={"grade_id": "test_grid_search", "grade": true, "points": 1}
assert grid.best_params_ == {"max_depth": 3} and grid.best_score_ > 0.9

# %% nbgrader={"grade_id": "test_best_estimator", "grade": true, "points": 1}
assert grid.best_estimator_.max_depth == 3 and isinstance(grid.best_estimator_, DecisionTreeClassifier)

# %% nbgrader={"grade_id": "test_results", "grade": true, "points": 1}
assert list(grid.cv_results_["mean_test_score"]) and grid.predict(X).shape == (150,)

# %% nbgrader={"grade_id": "test_cross_validation", "grade": true, "points": 1}
assert cross_val_score(model, X, y, cv=3).mean() > 0.9

# %% nbgrader={"grade_id": "test_cross_validation_of_a_pipeline", "grade": true, "points": 1}
assert cross_val_score(pipe, X, y, cv=3).mean() > 0.9

# %% nbgrader={"grade_id": "test_clone", "grade": true, "points": 1}
from sklearn.base import clone

c = clone(model)
assert c.max_depth == 3
c.fit(X, y)
assert c.score(X, y) > 0.9

# %% nbgrader={"grade_id": "test_is_fitted", "grade": true, "points": 1}
from sklearn.utils.validation import check_is_fitted

check_is_fitted(model)

# %% nbgrader={"grade_id": "test_clusters", "grade": true, "points": 1}
assert km.cluster_centers_.shape == (3, 4) and len(set(km.labels_)) == 3 and km.inertia_ > 0

# %% nbgrader={"grade_id": "test_scaler", "grade": true, "points": 1}
assert np.allclose(scaler.transform(X).mean(0), 0) and np.allclose(scaler.mean_, X.mean(0))

# %% nbgrader={"grade_id": "test_lent_model", "grade": true, "points": 1}
t = DecisionTreeClassifier(random_state=0).fit(X, y)
assert evaluate(t, X, y) == 1.0


# %% nbgrader={"grade_id": "test_lent_stub", "grade": true, "points": 1}
class Zero:
    def predict(self, X):
        return np.zeros(len(X))


assert abs(evaluate(Zero(), X, y) - 1 / 3) < 1e-9

# %% nbgrader={"grade_id": "test_fits_a_lent_model", "grade": true, "points": 1}
t = LogisticRegression(max_iter=500)
r = fit_model(t, X, y)
assert r is t and t.score(X, y) > 0.9

# %% nbgrader={"grade_id": "test_split", "grade": true, "points": 1}
a, b, c_, d = split(X, y)
assert a.shape == (120, 4) and d.shape == (30,)

# %% nbgrader={"grade_id": "test_not_fitted", "grade": true, "points": 1}
from sklearn.exceptions import NotFittedError

try:
    unfitted.predict(X)
    assert False
except NotFittedError:
    pass

# %% nbgrader={"grade_id": "test_fitted_by_the_test", "grade": true, "points": 1}
assert unfitted.fit(X, y).score(X, y) > 0.9

# %% nbgrader={"grade_id": "test_name_of_the_class", "grade": true, "points": 1}
assert type(model).__name__ == "DecisionTreeClassifier" and model.__class__.__name__ == "DecisionTreeClassifier"

# %% nbgrader={"grade_id": "test_own_model", "grade": true, "points": 1}
o = Mean().fit(X, y)
assert o.mean_ == 1 and o.predict(X).shape == (150,)

# %% nbgrader={"grade_id": "test_confusion_matrix", "grade": true, "points": 1}
from sklearn.metrics import ConfusionMatrixDisplay, confusion_matrix

ConfusionMatrixDisplay.from_estimator(model, X, y)
plt.close("all")

# %% nbgrader={"grade_id": "test_permutation_importance", "grade": true, "points": 1}
from sklearn.inspection import permutation_importance

assert permutation_importance(model, X, y, n_repeats=2, random_state=0).importances_mean.shape == (4,)

# %% nbgrader={"grade_id": "test_feature_names", "grade": true, "points": 1}
dfx = pd.DataFrame(X, columns=list("abcd"))
mm = train(dfx, y)
assert list(mm.feature_names_in_) == list("abcd") and mm.predict(dfx.head(2)).shape == (2,)
