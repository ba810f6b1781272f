# Row by row, as somebody who has just met Python would write it.
# %% split_days
def split_days(days, test_from):
    early, late = [], []
    for _, row in days.iterrows():
        if row["date"] < test_from:
            early.append(row)
        else:
            late.append(row)
    return pd.DataFrame(early), pd.DataFrame(late)

# %% baseline_accuracy
def baseline_accuracy(train, test):
    busy = 0
    calm = 0
    for answer in train["busy"]:
        if answer:
            busy += 1
        else:
            calm += 1
    right = 0
    days_seen = 0
    for answer in test["busy"]:
        days_seen += 1
        if answer == (busy > calm):
            right += 1
    if days_seen == 0:
        raise ValueError("no test days")
    return right / days_seen

# %% fit_tree
def fit_tree(train, features, depth):
    np.random.seed(1)  # the lots that scikit-learn draws come from here when it is given no random_state
    tree = DecisionTreeClassifier()
    tree.max_depth = depth
    questions = pd.DataFrame()
    for feature in features:
        questions[feature] = train[feature]
    tree.fit(questions, list(train["busy"]))
    return tree

# %% best_depth
def best_depth(scores):
    chosen = None
    for depth, (_, validation) in scores.items():
        if chosen is None or validation > scores[chosen][1] or (validation == scores[chosen][1] and depth < chosen):
            chosen = depth
    return chosen

# %% cost
def cost(actual, predicted, missed=500, wasted=120):
    actual, predicted = list(actual), list(predicted)
    if len(actual) > len(predicted) or len(actual) < len(predicted):
        raise ValueError("lengths differ")
    bill = []
    for number in range(len(actual)):
        if actual[number] != predicted[number]:
            bill.append(missed if actual[number] else wasted)
    return sum(bill)
