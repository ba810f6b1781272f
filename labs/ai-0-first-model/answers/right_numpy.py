# Arrays and positions instead of tables.
# %% split_days
def split_days(days, test_from):
    dates = days["date"].to_numpy().astype("datetime64[D]")
    early = np.flatnonzero(dates < np.datetime64(test_from))
    late = np.flatnonzero(dates >= np.datetime64(test_from))
    return days.iloc[early], days.iloc[late]

# %% baseline_accuracy
def baseline_accuracy(train, test):
    answers = np.asarray(test["busy"], dtype=bool)
    if answers.size == 0:
        raise ValueError("test is empty")
    mostly_busy = np.mean(np.asarray(train["busy"], dtype=float)) > 0.5
    return np.count_nonzero(answers == mostly_busy) / answers.size

# %% fit_tree
def fit_tree(train, features, depth):
    chance = np.random.RandomState(7)
    return DecisionTreeClassifier(max_depth=depth, random_state=chance).fit(
        train[features].to_numpy(dtype=float), train["busy"].to_numpy(dtype=int)
    )

# %% best_depth
def best_depth(scores):
    depths = np.array(sorted(scores))
    return depths[np.argmax([scores[depth][1] for depth in depths])]

# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    actual, predicted = np.asarray(actual, dtype=bool), np.asarray(predicted, dtype=bool)
    if actual.shape != predicted.shape:
        raise ValueError("lengths differ")
    return np.sum(actual & ~predicted) * missed + np.sum(predicted & ~actual) * wasted
