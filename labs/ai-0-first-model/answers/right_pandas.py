# What pandas offers: real dates on a copy, queries, counts.
# %% split_days
def split_days(days, test_from):
    copy = days.copy()
    copy["date"] = pd.to_datetime(copy["date"])
    copy = copy.sort_values("date").reset_index(drop=True)
    late = copy["date"] >= pd.Timestamp(test_from)
    return copy[~late].reset_index(drop=True), copy[late].reset_index(drop=True)

# %% baseline_accuracy
def baseline_accuracy(train, test):
    if test.empty:
        raise ValueError("test is empty")
    commonest = train["busy"].value_counts().idxmax()
    return test["busy"].eq(commonest).sum() / len(test)

# %% fit_tree
def fit_tree(train, features, depth):
    tree = DecisionTreeClassifier(criterion="entropy", max_depth=depth, random_state=2026)
    return tree.fit(X=train.loc[:, features], y=train.busy)

# %% best_depth
def best_depth(scores):
    table = pd.DataFrame([(depth, *pair) for depth, pair in scores.items()], columns=["depth", "train", "validation"])
    return table.sort_values(["validation", "depth"], ascending=[False, True])["depth"].iloc[0]

# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    both = pd.DataFrame({"actual": list(actual), "predicted": list(predicted)})
    prices = {(True, False): missed, (False, True): wasted}
    return sum(prices.get((bool(a), bool(p)), 0) for a, p in both.itertuples(index=False))
