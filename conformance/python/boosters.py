"""Random models of boosters, each with rows and the predictions of the library for them.

    python boosters.py OUT [--seed 7] [--count 40] [--library xgboost]

writes a folder for each: the model as MLflow logs it, and `case.json` with `{about, columns, rows, expected}`. Where MLflow is
installed the predictions are those of `mlflow.pyfunc`; with the older libraries it is not, and they are the library's own.
`scoring/src/test/resources/models/boosters` has some of what this made: NAME-VERSION-SEED-NUMBER. XGBoost 1.0 to 1.6 were installed
with `pip install xgboost==1.0.2 'numpy<1.24' 'scipy<1.11' 'pandas<2' 'scikit-learn<1.3'`, and run with `--seed 77 --count 220`.
"""

import argparse
import importlib.util
import json
import math
import pathlib
import random
import shutil
import sys

import numpy as np
import pandas as pd
from sklearn import datasets

ROWS = 24


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--library", choices=list(LIBRARIES), action="append")
    options = parser.parse_args()
    for library in options.library or LIBRARIES:
        write(options.out, library, options.seed, options.count)


def write(out, library, seed, count):
    """`count` models of a library; the same seed gives the same ones."""
    for i in range(count):
        chance = Chance(seed * 10_000 + i)
        folder = out / f"{library}-{__import__(library).__version__}-{seed}-{i:03}"
        folder.mkdir(parents=True)
        try:
            LIBRARIES[library](chance, folder)
        except Refused as refused:
            print(f"{folder.name}: the library refuses it: {str(refused).splitlines()[0]}", file=sys.stderr)
            shutil.rmtree(folder)


class Refused(Exception):
    """What chance asked for is more than the library can do."""


class Chance(random.Random):
    """One source of chance, for Python and NumPy."""

    def __init__(self, seed):
        super().__init__(seed)
        self.numpy = np.random.default_rng(seed)

    def yes(self, probability=0.5):
        return self.random() < probability


class Table:
    """Made-up or real data: numbers with holes, and categories as whole numbers in the columns of `categorical`."""

    def __init__(self, chance, categories=True):
        self.chance = chance
        if chance.yes(0.25):
            load = chance.choice([datasets.load_iris, datasets.load_wine, datasets.load_diabetes, datasets.load_breast_cancer])
            self.values = load().data[:200].astype(float)
            self.categorical = []
            return
        rows, columns = chance.choice([30, 150, 400]), chance.randint(1, 9)
        self.values = np.round(chance.numpy.normal(size=(rows, columns)) * 3, chance.choice([1, 9]))
        self.categorical = [i for i in range(columns) if categories and chance.yes(0.3)] if chance.yes() else []
        for i in self.categorical:
            self.values[:, i] = chance.numpy.integers(0, chance.choice([2, 5, 40]), rows)
        if chance.yes():
            self.values[chance.numpy.random(self.values.shape) < chance.choice([0.05, 0.4])] = np.nan
        if chance.yes(0.3):
            self.values[chance.numpy.random(self.values.shape) < 0.3] = 0

    @property
    def signal(self):
        """A number for each row that depends on the values."""
        filled = np.nan_to_num(self.values, nan=0.7)
        weights = self.chance.numpy.normal(size=filled.shape[1])
        scaled = (filled - filled.mean(0)) / (filled.std(0) + 1e-9)
        return np.sin(scaled) @ weights + np.abs(scaled[:, 0])

    def rows_to_score(self, thresholds):
        """Rows as those of the data, with holes, numbers beside and on the thresholds, and categories never seen."""
        rows = self.values[self.chance.numpy.integers(0, len(self.values), ROWS)].copy()
        for row in rows:
            for i in range(len(row)):
                if self.chance.yes(0.1):
                    row[i] = np.nan
                elif i in self.categorical:
                    if self.chance.yes(0.1):
                        row[i] = self.chance.choice([-1, 3.5, 41, 1_000_000])
                elif thresholds.get(i) and self.chance.yes(0.4):
                    row[i] = self.chance.choice(thresholds[i])
                elif self.chance.yes(0.05):
                    row[i] = self.chance.choice([0.0, -0.0, 1e-36, 1e30, -1e30])
        return rows


def xgboost_model(chance, folder):
    import xgboost

    old = xgboost_version() < (1, 6)  # writes JSON alone, into files alone, and splits no categories
    table = Table(chance, categories=not old)
    params, label = xgboost_params(chance, table)
    rounds = chance.randint(1, 12)
    names = [f"f {i}" for i in range(table.values.shape[1])] if chance.yes() else None
    types = ["c" if i in table.categorical else "float" for i in range(table.values.shape[1])]
    options = {"enable_categorical": True, "feature_types": types} if table.categorical else {}
    matrix = xgboost.DMatrix(table.values, label, feature_names=names, **options)
    try:
        if params["objective"] == "survival:aft":
            matrix.set_float_info("label_lower_bound", label)
            matrix.set_float_info("label_upper_bound", label * chance.choice([1, 2]))
        if params["objective"].startswith("rank:"):
            matrix.set_group([len(label) // 3, len(label) - len(label) // 3])
        elif params["objective"] == "reg:quantileerror":
            matrix = xgboost.QuantileDMatrix(table.values, label, feature_names=names, **options)
        model = xgboost.train(params, matrix, rounds)
    except xgboost.core.XGBoostError as refused:
        raise Refused(str(refused)) from refused
    if chance.yes(0.3):
        model.set_attr(best_iteration=str(chance.randrange(rounds)))

    thresholds = {}
    if params["booster"] != "gblinear":
        booster = xgboost_document(model, folder)["learner"]["gradient_booster"]
        for tree in booster.get("gbtree", booster)["model"]["trees"]:
            for feature, threshold, left in zip(tree["split_indices"], tree["split_conditions"], tree["left_children"]):
                if left != -1:
                    at = np.float32(threshold)
                    thresholds.setdefault(feature, []).extend(
                        float(each) for each in (at, np.nextafter(at, np.float32(-np.inf)), threshold)
                    )
    rows = table.rows_to_score(thresholds)
    kind = "xgboost.core.Booster"
    # A classifier of 1.x knows its classes only from its own training.
    if old and chance.yes(0.4):
        kind, model = xgboost_fitted(chance, table, params, label, rounds)
    elif params["booster"] != "gblinear" and int(xgboost.__version__[0]) > 1 and chance.yes(0.4):
        classes = params["objective"].startswith(("binary:", "multi:"))
        kind = "xgboost.sklearn." + ("XGBClassifier" if classes else "XGBRegressor")
        raw = model.save_raw("ubj")
        model = getattr(xgboost, kind.rsplit(".", 1)[1])()
        model.load_model(raw)
    data = rows if names is None else pd.DataFrame(rows, columns=names)
    file = "model.json" if old else f"model.{chance.choice(['json', 'ubj'])}"
    save(folder, "xgboost", model, file, kind, data, names, params)


def xgboost_version():
    import xgboost

    return tuple(int(part) for part in xgboost.__version__.split(".")[:2])


def xgboost_document(model, folder):
    """What a booster is saved as, in JSON."""
    if xgboost_version() >= (1, 6):
        return json.loads(model.save_raw("json"))
    path = folder / "document.json"
    model.save_model(str(path))
    document = json.loads(path.read_text())
    path.unlink()
    return document


def xgboost_fitted(chance, table, params, label, rounds):
    """One of the classes for scikit-learn, with its name, trained by itself: classifiers before 1.6 keep the labels."""
    import xgboost

    settings = {"n_estimators": rounds, **{key: value for key, value in params.items() if key != "num_class"}}
    options = {}
    if params["objective"].startswith(("binary:", "multi:")):
        kind, label = "XGBClassifier", label * 2 + 1  # labels that are not the numbers of the classes
    elif params["objective"].startswith("rank:"):
        kind, options = "XGBRanker", {"group": [len(label) // 3, len(label) - len(label) // 3]}
    else:
        kind = "XGBRegressor"
    model = getattr(xgboost, kind)(**settings)
    if kind != "XGBRanker" and params["booster"] != "gblinear" and chance.yes():  # early stopping, on what it has not seen
        options = {"eval_set": [(table.values[::3], np.roll(label, 1)[::3])], "early_stopping_rounds": 2, "verbose": False}
    try:
        model.fit(table.values, label, **options)
    except xgboost.core.XGBoostError as refused:
        raise Refused(str(refused)) from refused
    return f"xgboost.sklearn.{kind}", model


def xgboost_params(chance, table):
    import xgboost

    version = tuple(int(part) for part in xgboost.__version__.split(".")[:2])
    signal = table.signal
    objective = chance.choice([
        "reg:squarederror", "reg:squarederror", "reg:logistic", "binary:logistic", "binary:logistic", "binary:logitraw", "binary:hinge",
        "multi:softmax", "multi:softprob", "multi:softprob", "count:poisson", "reg:gamma", "reg:tweedie", "reg:pseudohubererror",
        "reg:squaredlogerror", "reg:absoluteerror", "rank:pairwise", "rank:ndcg", "rank:map", "survival:cox", "survival:aft",
        *(["reg:quantileerror"] if version >= (2, 0) else []),
    ])
    params = {
        "objective": objective,
        "booster": chance.choice(["gbtree"] * 6 + ["dart"] * 2 + ["gblinear"]),
        "max_depth": chance.randint(1, 6),
        "eta": chance.choice([0.05, 0.3, 1.0]),
        "seed": chance.randrange(1000),
        "nthread": 1,
        "verbosity": 0,
    }
    if params["booster"] == "dart":
        params |= {"rate_drop": 0.5, "normalize_type": chance.choice(["tree", "forest"]), "one_drop": 1}
    if table.categorical or objective in ("reg:quantileerror",):
        params |= {"booster": params["booster"].replace("gblinear", "gbtree"), "tree_method": chance.choice(["hist", "approx"])}
        params["max_cat_to_onehot"] = chance.choice([1, 4, 100])
        if objective == "reg:quantileerror":
            params["tree_method"] = "hist"
    elif params["booster"] != "gblinear":
        params["tree_method"] = chance.choice(["hist", "approx", "exact"])
        params["num_parallel_tree"] = chance.choice([1, 1, 1, 3])
        params["subsample"] = 0.7
    if chance.yes(0.3):
        params["base_score"] = chance.choice([0.25, 0.6])
    several = objective in ("reg:squarederror", "binary:logistic") and params["booster"] == "gbtree" and version >= (2, 0)
    if objective.startswith("multi:"):
        params["num_class"] = chance.randint(2, 5)
        if params.get("tree_method") == "hist" and version >= (2, 0) and not table.categorical and chance.yes(0.3):
            params["multi_strategy"] = "multi_output_tree"
            params["num_parallel_tree"] = 1
            params["subsample"] = 1
        return params, np.digitize(signal, np.quantile(signal, np.linspace(0, 1, params["num_class"] + 1)[1:-1]))
    if several and not table.categorical and chance.yes(0.4):
        params |= {"tree_method": "hist", "num_parallel_tree": 1, "subsample": 1}
        params["multi_strategy"] = chance.choice(["one_output_per_tree", "multi_output_tree"])
        both = np.stack([signal, signal * 2 - 1, -signal], axis=1)
        return params, (both > 0).astype(float) if objective.startswith("binary:") else both
    if objective.startswith(("binary:", "rank:")) or objective == "reg:logistic":
        return params, (signal > np.median(signal)).astype(float)
    if objective == "reg:quantileerror":
        params["quantile_alpha"] = chance.choice([0.5, [0.1, 0.5, 0.9]])
    if objective in ("reg:squaredlogerror", "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft"):
        return params, np.abs(np.round(signal * 2)) + 1
    return params, signal


def lightgbm_model(chance, folder):
    import lightgbm

    table = Table(chance)
    params, label, rounds = lightgbm_params(chance, table)
    labelled = [i for i in table.categorical if chance.yes()] if chance.yes() else []
    names = [f"f {i}" for i in range(table.values.shape[1])] if labelled or chance.yes() else None
    all_labelled = len(labelled) == len(table.categorical)  # else the model does not say which are, and only texts tell it
    kinds = {i: chance.choice([str, float, lambda code: code * 0.1] if all_labelled else [str]) for i in labelled}

    def data(values):
        """The values as they are given to the library: a frame where there are names, the labelled codes as categories."""
        if names is None:
            return values
        frame = pd.DataFrame(values, columns=names)
        for i in labelled:
            known = sorted({kinds[i](int(each)) for each in table.values[:, i] if not math.isnan(each)})
            named = [None if math.isnan(each) else kinds[i](int(each)) for each in values[:, i]]
            frame[names[i]] = pd.Categorical([each if each in known else None for each in named], categories=known)
        return frame

    codes = [i for i in table.categorical if i not in labelled]
    if names is not None:
        codes = [names[i] for i in table.categorical]
    options = {"categorical_feature": codes} if codes else {}
    if params["objective"] in ("lambdarank", "rank_xendcg"):
        options["group"] = [len(label) // 3, len(label) - len(label) // 3]
    try:
        dataset = lightgbm.Dataset(data(table.values), label, free_raw_data=False, **options)
        model = lightgbm.train(params, dataset, rounds)
    except (lightgbm.basic.LightGBMError, ValueError) as refused:
        raise Refused(str(refused)) from refused
    if chance.yes(0.2):
        model.best_iteration = chance.randint(1, rounds)

    ranges = next(line for line in model.model_to_string().splitlines() if line.startswith("feature_infos=")).split("=")[1].split()
    if any(kinds[i] is not str and ranges[i] == "none" for i in labelled):
        raise Refused("a constant column of categories, which the model does not tell from others")

    thresholds = {}
    for tree in model.dump_model()["tree_info"]:
        nodes = [tree["tree_structure"]]
        while nodes:
            node = nodes.pop()
            if node.get("decision_type") == "<=":
                at = node["threshold"]
                thresholds.setdefault(node["split_feature"], []).extend([at, math.nextafter(at, math.inf), math.nextafter(at, -math.inf)])
            nodes.extend(node[side] for side in ("left_child", "right_child") if side in node)
    values = table.rows_to_score(thresholds)
    rows = values.tolist()
    for row in rows:
        for i in labelled:
            row[i] = row[i] if math.isnan(row[i]) else kinds[i](int(row[i]))
    save(folder, "lightgbm", model, "model.lgb", "lightgbm.basic.Booster", data(values), names, params, rows)


def lightgbm_params(chance, table):
    import lightgbm

    version = int(lightgbm.__version__[0])
    signal = table.signal
    objective = chance.choice([
        "regression", "regression", "regression_l1", "huber", "fair", "quantile", "mape", "poisson", "gamma", "tweedie", "binary", "binary",
        "multiclass", "multiclass", "multiclassova", "cross_entropy", "cross_entropy_lambda", "lambdarank",
        *(["rank_xendcg"] if version >= 3 else []),
    ])
    params = {
        "objective": objective,
        "boosting": chance.choice(["gbdt"] * 5 + ["dart", "dart", "rf", "goss"]),
        "num_leaves": chance.choice([2, 4, 15, 63]),
        "learning_rate": chance.choice([0.05, 0.3]),
        "min_data_in_leaf": chance.choice([1, 5, 20]),
        "use_missing": chance.yes(0.8),
        "zero_as_missing": chance.yes(0.25),
        "max_cat_to_onehot": chance.choice([1, 4, 100]),
        "min_data_per_group": chance.choice([1, 20]),
        "cat_smooth": chance.choice([1, 10]),
        "boost_from_average": chance.yes(0.7),
        "seed": chance.randrange(1000),
        "num_threads": 1,
        "verbosity": -1,
    }
    if params["boosting"] == "rf":
        params |= {"bagging_freq": 1, "bagging_fraction": 0.6, "feature_fraction": 0.8}
    if params["boosting"] == "goss":
        params["learning_rate"] = 0.5
    if params["boosting"] in ("gbdt", "dart") and version >= 4 and objective != "regression_l1" and chance.yes(0.3):
        params["linear_tree"] = True
    if chance.yes(0.3):
        params["reg_sqrt"] = True
    if objective.startswith(("binary", "multiclassova")) and chance.yes():
        params["sigmoid"] = chance.choice([0.3, 1.7])
    rounds = chance.randint(1, 12)
    if objective.startswith("multiclass"):
        params["num_class"] = chance.randint(2, 5)
        return params, np.digitize(signal, np.quantile(signal, np.linspace(0, 1, params["num_class"] + 1)[1:-1])), rounds
    if objective in ("binary", "lambdarank", "rank_xendcg"):
        return params, (signal > np.median(signal)).astype(float), rounds
    if objective.startswith("cross_entropy"):
        return params, 1 / (1 + np.exp(-signal)), rounds
    if objective in ("poisson", "gamma", "tweedie"):
        return params, np.abs(np.round(signal * 2)) + 1, rounds
    return params, signal, rounds


def catboost_model(chance, folder):
    import catboost

    table = Table(chance)
    signal = table.signal
    kind = chance.choice(["CatBoost", "CatBoostRegressor", "CatBoostClassifier", "CatBoostClassifier"])
    objective = chance.choice({
        "CatBoost": ["RMSE", "Poisson"],
        "CatBoostRegressor": ["RMSE", "MAE", "Poisson", "Tweedie:variance_power=1.5", "MultiRMSE"],
        "CatBoostClassifier": ["Logloss", "MultiClass", "MultiClassOneVsAll"],
    }[kind])
    label = signal
    if objective == "MultiRMSE":
        label = np.column_stack([signal, -2 * signal])
    elif objective.startswith(("Poisson", "Tweedie")):
        label = np.abs(np.round(signal * 2)) + 1
    elif kind == "CatBoostClassifier":
        classes = 2 if objective == "Logloss" else chance.randint(3, 4)
        codes = np.digitize(signal, np.quantile(signal, np.linspace(0, 1, classes + 1)[1:-1]))
        label = chance.choice([codes, codes * 2 + 0.5, np.array(["no", "yes", "Ä", "d"])[codes], codes if classes > 2 else codes > 0])
    names = [f"f {i}" for i in range(table.values.shape[1])] if table.categorical or chance.yes() else None

    def data(values):
        """The values as they are given to the library: categories as texts or whole numbers."""
        if names is None:
            return values
        frame = pd.DataFrame(values, columns=names)
        for i in table.categorical:
            known = pd.Series([-7 if math.isnan(each) else int(each) for each in values[:, i]])
            frame[names[i]] = known if i % 2 else known.map(lambda code: f"c{code}")
        return frame

    params = {"loss_function": objective, "iterations": chance.randint(1, 12), "depth": chance.randint(1, 5), "random_seed": 1}
    quiet = {"verbose": 0, "allow_writing_files": False, "thread_count": 1}
    model = getattr(catboost, kind)(**params, **quiet) if kind != "CatBoost" else catboost.CatBoost({**params, **quiet})
    try:
        model.fit(data(table.values), label, cat_features=[names[i] for i in table.categorical] if names else None)
    except catboost.CatBoostError as refused:
        raise Refused(str(refused)) from refused
    rows = data(table.rows_to_score({}))
    settings = {"data": "model.cb", "model_type": kind, "save_format": "cbm"}
    told = rows if names is None else rows.to_numpy(dtype=object)  # whole numbers stay such
    save(folder, "catboost", model, "model.cb", kind, rows, names, params, told.tolist(), settings)


LIBRARIES = {"xgboost": xgboost_model, "lightgbm": lightgbm_model}
if importlib.util.find_spec("catboost"):
    LIBRARIES["catboost"] = catboost_model


def tolerance(about):
    """How far from the library's a prediction may be, in proportion: not at all, for its arithmetic is repeated to the last bit."""
    return 1e-15 if about["objective"] == "cross_entropy_lambda" else 0  # whose logarithm is the C library's


def save(folder, flavor, model, file, kind, data, names, about, rows=None, settings=None):
    """The model as MLflow logs it, and the rows with what is predicted for them; `rows` where `data` is not what a request has."""
    library = __import__(flavor)
    path = folder / file
    model.save_model(str(path))
    settings = settings or {"data": file, "model_class": kind}
    python = {"data": file, "loader_module": f"mlflow.{flavor}", "python_version": "3.11.7", "env": {}}
    (folder / "MLmodel").write_text(json.dumps({"flavors": {flavor: settings, "python_function": python}}) + "\n")
    expected = np.asarray(predict(folder, flavor, file, model, kind, data))
    case = {
        "about": {"library": f"{flavor} {library.__version__}", "class": kind, **about},
        "columns": names,
        "rows": [[None if value != value else value for value in row] for row in rows or np.asarray(data).tolist()],
        "expected": expected.tolist(),
    }
    (folder / "case.json").write_text(json.dumps(case) + "\n")


def predict(folder, flavor, file, model, kind, data):
    try:
        import mlflow
    except ImportError:
        library = __import__(flavor)
        if kind.endswith(".Booster"):
            return library.Booster(model_file=str(folder / file)).predict(library.DMatrix(data) if flavor == "xgboost" else data)
        elif flavor == "xgboost":
            model = type(model)()
            model.load_model(str(folder / file))
        return model.predict(data)
    return mlflow.pyfunc.load_model(str(folder)).predict(data)


if __name__ == "__main__":
    main()
