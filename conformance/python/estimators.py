"""Random estimators of scikit-learn in files of skops, each with rows and what the library predicts for them.

    python estimators.py OUT [--seed 7] [--count 40] [--packed]

writes a folder for each, as `boosters.py` does: the model as MLflow logs it, and `case.json` with
`{about, columns, rows, expected}`. Where MLflow is installed the predictions are those of `mlflow.pyfunc`.
"""

import argparse
import json
import math
import pathlib
import shutil
import sys
import warnings
import zipfile

import numpy as np
import pandas as pd
import sklearn
import skops.io
from boosters import Chance, Refused
from sklearn import (
    cluster,
    compose,
    datasets,
    decomposition,
    discriminant_analysis,
    dummy,
    ensemble,
    feature_selection,
    impute,
    linear_model,
    model_selection,
    naive_bayes,
    pipeline,
    preprocessing,
    svm,
    tree,
)

ROWS = 16


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--packed", action="store_true", help="write small files, which MLflow does not")
    options = parser.parse_args()
    write(options.out, options.seed, options.count, zipfile.ZIP_DEFLATED if options.packed else zipfile.ZIP_STORED)


def write(out, seed, count, compression=zipfile.ZIP_STORED):
    """`count` models; the same seed gives the same ones."""
    warnings.simplefilter("ignore")
    for i in range(count):
        folder = out / f"sklearn-{sklearn.__version__}-{seed}-{i:03}"
        folder.mkdir(parents=True)
        try:
            write_one(Chance(seed * 10_000 + i), folder, i, compression)
        except (Refused, TypeError, ValueError) as refused:
            print(f"{folder.name}: the library refuses it: {str(refused).splitlines()[0]}", file=sys.stderr)
            shutil.rmtree(folder)


def write_one(chance, folder, number, compression):
    table = mixed(chance) if chance.yes(0.45) else numeric(chance)
    names = list(table.columns) if any(table.dtypes == object) or chance.yes(0.7) else None
    data = table if names else table.to_numpy(dtype=float)
    signal = signal_of(chance, table)
    model, target, method = estimator(chance, table, signal, number)
    model.fit(data, target)
    rows = table.iloc[chance.numpy.integers(0, len(table), ROWS)].reset_index(drop=True).copy()
    for name in table.columns:
        if table[name].dtype == float and chance.yes(0.3):
            rows.loc[chance.randrange(ROWS), name] = chance.choice([0.0, -0.0, 1e6, -3.5])
    method = method if hasattr(model, method) else "predict"
    save(folder, model, rows if names else rows.to_numpy(dtype=float), names, method, compression)


def numeric(chance):
    if chance.yes(0.4):
        load = chance.choice([datasets.load_iris, datasets.load_wine, datasets.load_diabetes, datasets.load_breast_cancer])
        data = load(as_frame=True).data.head(200).astype(float)
        return data.sample(frac=1, random_state=chance.randrange(1000)).reset_index(drop=True)
    rows, columns = chance.choice([40, 150]), chance.randint(1, 8)
    values = np.round(chance.numpy.normal(size=(rows, columns)) * chance.choice([1, 30]), chance.choice([1, 9]))
    if chance.yes(0.3):
        values[chance.numpy.random(values.shape) < 0.1] = np.nan
    return pd.DataFrame(values, columns=[f"f {i}" for i in range(columns)])


def mixed(chance):
    """Numbers, texts, booleans and whole numbers, with holes."""
    rows = chance.choice([40, 150])
    table = pd.DataFrame({f"n{i}": np.round(chance.numpy.normal(size=rows) * 5, 3) for i in range(chance.randint(1, 4))})
    if chance.yes():
        table.loc[chance.numpy.random(rows) < 0.1, "n0"] = np.nan
    for i in range(chance.randint(1, 3)):
        texts = np.array(chance.sample(["red", "green", "blau", "zu grün", "1", "yes", "É", ""], chance.randint(2, 6)), dtype=object)
        table[f"t{i}"] = pd.Series(texts[chance.numpy.integers(0, len(texts), rows)], dtype=object)
    if chance.yes(0.3):
        table.loc[chance.numpy.random(rows) < 0.1, "t0"] = np.nan
    if chance.yes():
        table["b"] = chance.numpy.random(rows) < 0.4
    if chance.yes():
        table["i"] = chance.numpy.integers(-2, 6, rows)
    return table


def signal_of(chance, table):
    numbers = [pd.factorize(table[name])[0] if table[name].dtype == object else table[name].astype(float).fillna(0.7) for name in table]
    values = np.column_stack(numbers)
    scaled = (values - values.mean(0)) / (values.std(0) + 1e-9)
    return np.sin(scaled) @ chance.numpy.normal(size=values.shape[1]) + scaled[:, 0] + chance.numpy.normal(size=len(values)) * 0.1


def estimator(chance, table, signal, number):
    steps = [("prepare", columns_step(chance, table))] if any(table.dtypes == object) else []
    holes = table.isna().to_numpy().any()
    classifies = number % 2 == 0
    model, takes_holes, positive = classifier(chance, number) if classifies else regressor(chance, number)
    if not steps and (holes and not takes_holes or chance.yes(0.2)):
        steps.append(("impute", imputer(chance)))
    if positive:
        steps.append(("positive", preprocessing.MinMaxScaler(clip=True)))
    else:
        count = len(table.columns)
        for i in range(chance.choice([0, 0, 1, 1, 2])):
            if not (holes and takes_holes and not steps):
                steps.append((f"step{i}", numeric_step(chance, count, first=not steps)))
    model = pipeline.Pipeline([*steps, ("model", model)]) if steps else model
    if chance.yes(0.08):
        model = model_selection.GridSearchCV(model, {}, cv=2)
    if classifies:
        return model, labels(chance, signal), chance.choice(["predict", "predict", "predict_proba"])
    several = isinstance(getattr(model, "steps", [(0, model)])[-1][1], (linear_model.LinearRegression, linear_model.Ridge, tree.DecisionTreeRegressor))
    if several and chance.yes(0.3):
        return model, np.column_stack([signal, signal * 2 - 1]), "predict"
    counts = isinstance(getattr(model, "steps", [(0, model)])[-1][1], (linear_model.PoissonRegressor, linear_model.GammaRegressor, linear_model.TweedieRegressor))
    return model, np.abs(np.round(signal)) + 1 if counts else signal, "predict"


def labels(chance, signal):
    count = chance.choice([2, 2, 3, 4])
    codes = np.digitize(signal, np.quantile(signal, np.linspace(0, 1, count + 1)[1:-1]))
    kind = chance.choice(["int", "text", "object", "float", "bool"])
    if kind == "bool":
        return codes > 0
    return {
        "int": codes * 3 - 1,
        "text": np.array(["no", "yes", "vielleicht", "Ä"])[codes],
        "object": np.array(["no", "yes", "vielleicht", "Ä"], dtype=object)[codes],
        "float": codes + 0.0,
    }[kind]


def classifier(chance, number):
    """An estimator, whether it takes missing values, and whether it wants positive numbers."""
    seed = chance.randrange(1000)
    trees = {"max_depth": chance.choice([2, 4, None]), "random_state": seed}
    few = {"n_estimators": chance.randint(1, 5)}
    makers = [
        lambda: (linear_model.LogisticRegression(max_iter=200), False, False),
        lambda: (linear_model.LogisticRegression(C=0.1, solver="newton-cg"), False, False),
        lambda: (linear_model.SGDClassifier(loss=chance.choice(["hinge", "log_loss"]), random_state=seed), False, False),
        lambda: (linear_model.RidgeClassifier(), False, False),
        lambda: (linear_model.Perceptron(random_state=seed), False, False),
        lambda: (svm.LinearSVC(random_state=seed), False, False),
        lambda: (discriminant_analysis.LinearDiscriminantAnalysis(), False, False),
        lambda: (naive_bayes.GaussianNB(), False, False),
        lambda: (chance.choice([naive_bayes.MultinomialNB, naive_bayes.ComplementNB])(), False, True),
        lambda: (naive_bayes.BernoulliNB(binarize=chance.choice([0.0, 0.5])), False, False),
        lambda: (dummy.DummyClassifier(strategy=chance.choice(["prior", "most_frequent"])), True, False),
        lambda: (tree.DecisionTreeClassifier(**trees), True, False),
        lambda: (ensemble.RandomForestClassifier(**trees, **few), True, False),
        lambda: (ensemble.ExtraTreesClassifier(**trees, **few), False, False),
        lambda: (ensemble.GradientBoostingClassifier(max_depth=2, random_state=seed, **few), False, False),
        lambda: (ensemble.HistGradientBoostingClassifier(max_iter=4, max_leaf_nodes=5), True, False),
    ]
    return makers[number // 2 % len(makers)]()


def regressor(chance, number):
    seed = chance.randrange(1000)
    trees = {"max_depth": chance.choice([2, 4, None]), "random_state": seed}
    few = {"n_estimators": chance.randint(1, 5)}
    makers = [
        lambda: (linear_model.LinearRegression(), False, False),
        lambda: (chance.choice([linear_model.Ridge, linear_model.Lasso, linear_model.ElasticNet])(alpha=0.1), False, False),
        lambda: (chance.choice([linear_model.BayesianRidge, linear_model.HuberRegressor, linear_model.LassoCV, linear_model.RidgeCV])(), False, False),
        lambda: (chance.choice([linear_model.PoissonRegressor, linear_model.GammaRegressor])(), False, True),
        lambda: (linear_model.TweedieRegressor(power=chance.choice([0, 1.5])), False, True),
        lambda: (linear_model.SGDRegressor(random_state=seed), False, True),
        lambda: (svm.LinearSVR(random_state=seed), False, False),
        lambda: (dummy.DummyRegressor(strategy=chance.choice(["mean", "median"])), True, False),
        lambda: (chance.choice([cluster.KMeans, cluster.MiniBatchKMeans])(chance.randint(1, 5), random_state=seed, n_init=1), False, False),
        lambda: (tree.DecisionTreeRegressor(**trees), True, False),
        lambda: (ensemble.RandomForestRegressor(**trees, **few), True, False),
        lambda: (ensemble.ExtraTreesRegressor(**trees, **few), False, False),
        lambda: (ensemble.GradientBoostingRegressor(max_depth=2, random_state=seed, loss=chance.choice(["squared_error", "huber"]), **few), False, False),
        lambda: (ensemble.HistGradientBoostingRegressor(max_iter=4, max_leaf_nodes=5), True, False),
    ]
    return makers[number // 2 % len(makers)]()


def imputer(chance):
    return impute.SimpleImputer(strategy=chance.choice(["mean", "median", "most_frequent"]), add_indicator=chance.yes(0.3))


def scaler(chance):
    return chance.choice([
        preprocessing.StandardScaler(with_mean=chance.yes(0.8), with_std=chance.yes(0.8)),
        preprocessing.MinMaxScaler(clip=chance.yes()),
        preprocessing.MaxAbsScaler(),
        preprocessing.RobustScaler(),
        preprocessing.Normalizer(norm=chance.choice(["l1", "l2", "max"])),
        preprocessing.Binarizer(threshold=0.5),
        preprocessing.PowerTransformer(),
        preprocessing.FunctionTransformer(),
        preprocessing.FunctionTransformer(chance.choice([np.square, np.cbrt, np.tanh])),
    ])


def numeric_step(chance, count, first):
    # Quantiles lie on values of the table: where those are computed, one in its last digit falls into the next bin.
    bins = chance.choice(["quantile", "uniform"]) if first else "uniform"
    width = max(1, min(2, count))
    return chance.choice([
        scaler(chance),
        scaler(chance),
        scaler(chance),
        preprocessing.PolynomialFeatures(chance.choice([2, 3, (2, 2)]), interaction_only=chance.yes(), include_bias=chance.yes()) if count < 6 else scaler(chance),
        preprocessing.KBinsDiscretizer(3, strategy=bins, encode=chance.choice(["onehot", "onehot-dense", "ordinal"])),
        decomposition.PCA(width, whiten=chance.yes()),
        feature_selection.VarianceThreshold(0.01),
        pipeline.FeatureUnion([("a", scaler(chance)), ("b", decomposition.PCA(1)), ("c", "passthrough")], transformer_weights=chance.choice([None, {"a": 2.0}])),
        "passthrough",
    ])


def columns_step(chance, table):
    texts = [name for name in table if table[name].dtype == object]
    numbers = [name for name in table if table[name].dtype != object]
    unknown = chance.choice(["ignore", "ignore", "infrequent_if_exist"])
    one_hot = preprocessing.OneHotEncoder(
        handle_unknown=unknown,
        drop=chance.choice([None, None, "if_binary", "first"]),
        sparse_output=chance.yes(),
        min_frequency=chance.choice([None, 0.2]),
    )
    ordinal = preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-2)
    encoder = chance.choice([one_hot, one_hot, ordinal])
    filled = pipeline.make_pipeline(impute.SimpleImputer(strategy=chance.choice(["most_frequent", "constant"])), encoder)
    parts = [
        ("text", chance.choice([encoder, filled]), texts if chance.yes() else [list(table).index(name) for name in texts]),
        ("number", pipeline.make_pipeline(imputer(chance), scaler(chance)), numbers[:-1] if len(numbers) > 1 and "n0" not in numbers[-1:] else numbers),
    ]
    remainder = chance.choice(["drop", "passthrough", preprocessing.StandardScaler()])
    return compose.ColumnTransformer(parts, remainder=remainder, sparse_threshold=chance.choice([0, 0.3, 1]))


def save(folder, model, data, names, method, compression):
    """The model as MLflow logs it, and the rows with what is predicted for them."""
    path = folder / "model.skops"
    skops.io.dump(model, path, compression=compression)
    trusted = skops.io.get_untrusted_types(file=path)
    settings = {
        "pickled_model": "model.skops",
        "serialization_format": "skops",
        "sklearn_version": sklearn.__version__,
        "skops_trusted_types": trusted,
    }
    python = {"model_path": "model.skops", "loader_module": "mlflow.sklearn", "predict_fn": method, "python_version": "3.11.7", "env": {}}
    (folder / "MLmodel").write_text(json.dumps({"flavors": {"python_function": python, "sklearn": settings}}) + "\n")
    expected = np.asarray(predict(folder, model, method, data))
    rows = data.to_numpy(dtype=object).tolist() if names else data.tolist()
    case = {
        "about": {"library": f"sklearn {sklearn.__version__}", "method": method, "model": " ".join(str(model).split())},
        "columns": names,
        "rows": [[None if isinstance(value, float) and math.isnan(value) else value for value in row] for row in rows],
        "expected": expected.tolist(),
    }
    (folder / "case.json").write_text(json.dumps(case) + "\n")


def predict(folder, model, method, data):
    try:
        import mlflow
    except ImportError:
        return getattr(model, method)(data)
    return mlflow.pyfunc.load_model(str(folder)).predict(data)


if __name__ == "__main__":
    main()
