"""Makes the ONNX models under ../resources/models, each with the answers of the stock scoring server beside it.

    python3 -m venv /tmp/onnx-venv
    /tmp/onnx-venv/bin/pip install onnx skl2onnx scikit-learn onnxruntime mlflow==3.17.2 pandas
    /tmp/onnx-venv/bin/python make_models.py

A case is `{name, request, status, response}`: what stock MLflow answers to the request, byte for byte. Where stock refuses and
Cairn answers, `expected` holds the answer, computed with onnxruntime directly.
"""

import json
import pathlib
import shutil

import mlflow
import numpy as np
import onnxruntime
import pandas as pd
from mlflow.exceptions import MlflowException
from mlflow.models import ModelSignature, infer_signature
from mlflow.pyfunc import scoring_server
from mlflow.types.schema import ColSpec, ParamSchema, ParamSpec, Schema, TensorSpec
from onnx import TensorProto, helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_iris
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

MODELS = pathlib.Path(__file__).parent.parent / "resources" / "models"
OPSET = 17
COLUMNS = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
IRIS = load_iris()
ROWS = IRIS.data[::25]
FRAME = pd.DataFrame(ROWS, columns=COLUMNS)


def split(frame):
    return {"dataframe_split": frame.to_dict(orient="split")}


def records(frame):
    return {"dataframe_records": frame.to_dict(orient="records")}


def save(name, model, signature):
    folder = MODELS / name
    shutil.rmtree(folder, ignore_errors=True)
    mlflow.onnx.save_model(model, str(folder), signature=signature, pip_requirements=[])
    for extra in ("conda.yaml", "python_env.yaml", "requirements.txt"):
        (folder / extra).unlink(missing_ok=True)
    return folder


def stock_answer(model, request):
    body = json.dumps(request).encode()
    try:
        answer = scoring_server.invocations(body, "application/json", model, model.metadata.get_input_schema())
        return answer.status, answer.response
    except MlflowException as e:
        return e.get_http_status_code(), e.serialize_as_json()


def write_cases(folder, requests, expected=None):
    model = mlflow.pyfunc.load_model(str(folder))
    cases = []
    for name, request in requests.items():
        status, response = stock_answer(model, request)
        if status == 200:
            case = {"name": name, "request": request, "status": status, "response": json.loads(response)}
        else:
            error = json.loads(response)
            response = {"error_code": error["error_code"], "message": error["message"][:400]}
            case = {"name": name, "request": request, "status": status, "response": response}
            if expected and name in expected:
                case["expected"] = expected[name]
        cases.append(case)
        print(folder.name, name, status, str(case["response"])[:160])
    (folder / "cases.json").write_text(json.dumps(cases, indent=1) + "\n")


def run(folder, feeds):
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"))
    return dict(zip([o.name for o in session.get_outputs()], session.run(None, feeds)))


def regressor():
    model = GradientBoostingRegressor(n_estimators=5, max_depth=2, random_state=0).fit(IRIS.data, IRIS.target)
    onnx = to_onnx(model, initial_types=[("X", FloatTensorType([None, 4]))], target_opset=OPSET)
    params = ParamSchema([ParamSpec("threshold", "double", 0.5)])
    signature = infer_signature(FRAME, model.predict(ROWS))
    signature = ModelSignature(signature.inputs, signature.outputs, params)
    folder = save("regressor", onnx, signature)
    shuffled = FRAME[COLUMNS[::-1]].assign(unused="x")
    with_hole = FRAME.astype(object)
    with_hole.iloc[1, 2] = None
    whole = FRAME.round().astype(int)
    columns = {c: FRAME[c].tolist() for c in COLUMNS}
    write_cases(
        folder,
        {
            "split": split(FRAME),
            "records": records(FRAME),
            "split with reordered and extra columns": split(shuffled),
            "split without its index": {"dataframe_split": {"columns": COLUMNS, "data": ROWS.tolist()}},
            "split with whole numbers": split(whole),
            "records with a missing value": records(with_hole),
            "inputs by column": {"inputs": columns},
            "instances by row": {"instances": FRAME.to_dict(orient="records")},
            "inputs by row": {"inputs": FRAME.to_dict(orient="records")},
            "params are kept": {**split(FRAME), "params": {"threshold": 0.7}},
            "unknown fields are ignored": {**split(FRAME), "client_request_id": "7"},
            "one row of scalars": {"inputs": {c: 1.5 for c in COLUMNS}},
            "a missing column": split(FRAME.drop(columns=["petal_width"])),
            "text in a double column": split(FRAME.assign(petal_width="wide")),
            "an array without names": {"inputs": ROWS.tolist()},
            "two forms at once": {**split(FRAME), **records(FRAME)},
            "no form": {"data": ROWS.tolist()},
            "split without data": {"dataframe_split": {"columns": COLUMNS}},
            "split that is a list": {"dataframe_split": ROWS.tolist()},
            "records that are a dictionary": {"dataframe_records": columns},
        },
    )


def unsigned():
    model = LinearRegression().fit(IRIS.data, IRIS.target)
    onnx = to_onnx(model, initial_types=[("X", FloatTensorType([None, 4]))], target_opset=OPSET)
    folder = save("unsigned", onnx, None)
    write_cases(
        folder,
        {
            "split": split(FRAME),
            "records": records(FRAME),
            "inputs as an array": {"inputs": ROWS.tolist()},
            "inputs by name": {"inputs": {"X": ROWS.tolist()}},
            "instances as an array": {"instances": ROWS.tolist()},
            "a ragged array": {"inputs": [[1, 2], [3]]},
            "a missing input": {"inputs": {"Y": ROWS.tolist()}},
        },
    )


def classifier():
    model = LogisticRegression(max_iter=200).fit(IRIS.data, IRIS.target)
    types = [("X", FloatTensorType([None, 4]))]
    onnx = to_onnx(model, initial_types=types, target_opset=OPSET, options={"zipmap": False})
    tensors = Schema([TensorSpec(np.dtype(np.float32), (-1, 4))])
    folder = save("classifier", onnx, ModelSignature(inputs=tensors))
    write_cases(
        folder,
        {
            "inputs": {"inputs": ROWS.tolist()},
            "instances": {"instances": ROWS.tolist()},
            "split of float32 makes a tensor": split(FRAME),
            "the wrong width": {"inputs": [[1.0, 2.0]]},
        },
    )
    answer = run(folder, {"X": ROWS.astype(np.float32)})
    rows = zip(answer["label"].tolist(), answer["probabilities"].tolist())
    expected = {"predictions": [{"label": label, "probabilities": p} for label, p in rows]}
    folder = save("classifier_columns", onnx, infer_signature(FRAME))
    write_cases(folder, {"split": split(FRAME)}, {"split": expected})
    zipped = to_onnx(model, initial_types=types, target_opset=OPSET)
    folder = save("classifier_zipmap", zipped, infer_signature(FRAME))
    write_cases(folder, {"split": split(FRAME), "records": records(FRAME)})


def several_inputs():
    people = pd.DataFrame({"age": [20, 41, 65, 33], "income": [1.5, 2.25, 3.0, 0.5], "city": ["Bern", "Oslo", "Bern", "Rome"]})
    encoder = ColumnTransformer([("city", OneHotEncoder(), ["city"])], remainder="passthrough")
    model = make_pipeline(encoder, LinearRegression()).fit(people, [1.0, 2.0, 3.0, 4.0])
    types = [
        ("age", Int64TensorType([None, 1])),
        ("income", FloatTensorType([None, 1])),
        ("city", StringTensorType([None, 1])),
    ]
    onnx = to_onnx(model, initial_types=types, target_opset=OPSET)
    folder = save("several_inputs", onnx, infer_signature(people))
    feeds = {
        "age": people[["age"]].to_numpy(np.int64),
        "income": people[["income"]].to_numpy(np.float32),
        "city": people[["city"]].to_numpy(object),
    }
    expected = {"predictions": [{"variable": v} for v in run(folder, feeds)["variable"].ravel().tolist()]}
    write_cases(
        folder,
        {"split": split(people), "records": records(people), "a fraction in a long column": split(people.assign(age=1.5))},
        {"split": expected, "records": expected},
    )


def named_tensors():
    """Two inputs of rank 1 and one of rank 2; three outputs of one, one and two values a row."""
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["b"], ["bf"], to=TensorProto.DOUBLE),
            helper.make_node("Add", ["a", "bf"], ["sum"]),
            helper.make_node("Greater", ["a", "bf"], ["larger"]),
            helper.make_node("Add", ["c", "c"], ["twice"]),
        ],
        "named",
        [
            helper.make_tensor_value_info("a", TensorProto.DOUBLE, ["n"]),
            helper.make_tensor_value_info("b", TensorProto.INT32, ["n"]),
            helper.make_tensor_value_info("c", TensorProto.FLOAT, ["n", 2]),
        ],
        [
            helper.make_tensor_value_info("sum", TensorProto.DOUBLE, ["n"]),
            helper.make_tensor_value_info("larger", TensorProto.BOOL, ["n"]),
            helper.make_tensor_value_info("twice", TensorProto.FLOAT, ["n", 2]),
        ],
    )
    onnx = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    schema = Schema([
        TensorSpec(np.dtype(np.float64), (-1,), "a"),
        TensorSpec(np.dtype(np.int32), (-1,), "b"),
        TensorSpec(np.dtype(np.float32), (-1, 2), "c"),
    ])
    folder = save("named_tensors", onnx, ModelSignature(inputs=schema))
    inputs = {"a": [1.5, 0.5, 7.0], "b": [1, 2, 3], "c": [[1, 2], [3, 4], [0.1, 0.2]]}
    rows = [{"a": a, "b": b, "c": c} for a, b, c in zip(*inputs.values())]
    write_cases(
        folder,
        {
            "inputs": {"inputs": inputs},
            "instances by row": {"instances": rows},
            "instances by column": {"instances": inputs},
            "records with list cells": {"dataframe_records": rows},
            "columns of different length": {"instances": {**inputs, "b": [1]}},
            "a missing tensor": {"inputs": {"a": [1.0]}},
            "not a number": {"inputs": {**inputs, "a": [float("nan"), 0.5, float("inf")]}},
        },
    )


def text_columns():
    """Columns of every other scalar kind through rank-1 inputs; stock with pandas 3 refuses their text columns."""
    graph = helper.make_graph(
        [
            helper.make_node("Not", ["flag"], ["unflagged"]),
            helper.make_node("Identity", ["word"], ["echo"]),
            helper.make_node("Add", ["count", "count"], ["doubled"]),
        ],
        "kinds",
        [
            helper.make_tensor_value_info("flag", TensorProto.BOOL, ["n"]),
            helper.make_tensor_value_info("word", TensorProto.STRING, ["n"]),
            helper.make_tensor_value_info("count", TensorProto.INT64, ["n"]),
        ],
        [
            helper.make_tensor_value_info("unflagged", TensorProto.BOOL, ["n"]),
            helper.make_tensor_value_info("echo", TensorProto.STRING, ["n"]),
            helper.make_tensor_value_info("doubled", TensorProto.INT64, ["n"]),
        ],
    )
    onnx = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    schema = Schema([
        ColSpec("boolean", "flag"),
        ColSpec("string", "word"),
        ColSpec("long", "count"),
        ColSpec("double", "note", required=False),
    ])
    folder = save("text_columns", onnx, ModelSignature(inputs=schema))
    frame = pd.DataFrame({"flag": [True, False], "word": ["é", ""], "count": [2**53 + 1, -4]})
    feeds = {"flag": frame.flag.to_numpy(), "word": frame.word.to_numpy(object), "count": frame["count"].to_numpy()}
    answer = {name: values.tolist() for name, values in run(folder, feeds).items()}
    expected = {"predictions": [dict(zip(answer, row)) for row in zip(*answer.values())]}
    requests = {"split": split(frame), "records": records(frame), "inputs by column": {"inputs": frame.to_dict("list")}}
    write_cases(folder, requests, dict.fromkeys(requests, expected))


def escaping():
    """Graphs whose weights are said to lie in a file outside the folder; no cases, for they must not load."""
    for name, location in (("escaping_up", "../secret"), ("escaping_root", "/etc/passwd")):
        weight = TensorProto(name="w", data_type=TensorProto.UINT8, dims=[2], data_location=TensorProto.EXTERNAL)
        for key, value in (("location", location), ("offset", "0"), ("length", "2")):
            entry = weight.external_data.add()
            entry.key, entry.value = key, value
        graph = helper.make_graph(
            [
                helper.make_node("Cast", ["w"], ["wf"], to=TensorProto.FLOAT),
                helper.make_node("Add", ["x", "wf"], ["y"]),
            ],
            "escaping",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 2])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 2])],
            initializer=[weight],
        )
        onnx = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
        (MODELS / f"{name}.onnx").write_bytes(onnx.SerializeToString())


def endless():
    """A graph that counts as far as its caller says; no cases, for stock counts without an end."""
    turn = helper.make_graph(
        [
            helper.make_node("Add", ["sum", "one"], ["next"]),
            helper.make_node("Identity", ["go"], ["go_on"]),
        ],
        "turn",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("sum", TensorProto.FLOAT, [1]),
        ],
        [
            helper.make_tensor_value_info("go_on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("next", TensorProto.FLOAT, [1]),
        ],
        initializer=[helper.make_tensor("one", TensorProto.FLOAT, [1], [1.0])],
    )
    graph = helper.make_graph(
        [helper.make_node("Loop", ["turns", "yes", "zero"], ["counted"], body=turn)],
        "endless",
        [helper.make_tensor_value_info("turns", TensorProto.INT64, [1])],
        [helper.make_tensor_value_info("counted", TensorProto.FLOAT, [1])],
        initializer=[
            helper.make_tensor("yes", TensorProto.BOOL, [], [True]),
            helper.make_tensor("zero", TensorProto.FLOAT, [1], [0.0]),
        ],
    )
    onnx = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    save("endless", onnx, ModelSignature(inputs=Schema([TensorSpec(np.dtype("int64"), (1,), "turns")])))


if __name__ == "__main__":
    for make in (regressor, unsigned, classifier, several_inputs, named_tensors, text_columns, escaping, endless):
        make()
