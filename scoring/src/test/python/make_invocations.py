"""Writes ../resources/invocations: what the stock scoring server (MLflow 3.17.2) makes of requests, a file a signature.

    python3 -m venv /tmp/onnx-venv
    /tmp/onnx-venv/bin/pip install mlflow==3.17.2 pandas
    /tmp/onnx-venv/bin/python make_invocations.py

The model answers what it was given: `{"frame": {column: values}}`, `{"array": …}` or `{"arrays": {name: …}}`, and its `params`.
A case is `{type, body, status, answer}`, or `{…, code, message}` where the server refuses. The data that stock repeats in its
messages is left out.
"""

import base64
import datetime
import json
import pathlib
import re
import tempfile

import mlflow
import numpy as np
import pandas as pd
from mlflow.exceptions import MlflowException
from mlflow.models import ModelSignature
from mlflow.pyfunc import scoring_server
from mlflow.types.schema import AnyType, Array, ColSpec, DataType, Map, Object, ParamSchema, ParamSpec, Property, Schema, TensorSpec

TARGET = pathlib.Path(__file__).parent.parent / "resources" / "invocations"
CSV = "text/csv"
JSON = "application/json"


def plain(value):
    if isinstance(value, np.ndarray):
        return [plain(x) for x in value.tolist()] if value.ndim else plain(value.item())
    if isinstance(value, (list, tuple)):
        return [plain(x) for x in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, (bytes, bytearray)):
        return {"base64": base64.b64encode(value).decode()}
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, (pd.Timestamp, datetime.date)):
        return {"time": value.isoformat()}
    return value


class Echo(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        answer = {"params": plain(params or {})}
        if isinstance(model_input, pd.DataFrame):
            answer["frame"] = {str(c): [plain(x) for x in model_input[c].tolist()] for c in model_input.columns}
            answer["rows"] = len(model_input)
        elif isinstance(model_input, dict):
            answer["arrays"] = {k: {"shape": list(np.shape(v)), "values": plain(v)} for k, v in model_input.items()}
        elif isinstance(model_input, np.ndarray):
            answer["array"] = {"shape": list(model_input.shape), "values": plain(model_input)}
        else:
            answer["other"] = repr(model_input)
        return answer


def shortened(message):
    message = re.sub(r"^Failed to predict data '.*?'\. \n(?=Error: (Failed to enf|Invalid par|Parameters m))", "Failed to predict data. \n", message, flags=re.S)
    message = re.sub(r"Failed to enforce schema of data '.*' with schema '", "Failed to enforce schema of data with schema '", message, flags=re.S)
    return message.split("\nInput: ")[0]


def answer(model, body, content_type):
    data = body.encode()
    case = {"type": content_type, "body": body}
    try:
        result = scoring_server.invocations(data, content_type, model, model.metadata.get_input_schema())
        if result.status == 200:
            return {**case, "status": 200, "answer": json.loads(result.response)["predictions"]}
        return {**case, "status": result.status, "mimetype": result.mimetype, "message": result.response}
    except MlflowException as e:
        told = json.loads(e.serialize_as_json())
        case.update(status=e.get_http_status_code(), code=told["error_code"], error_class=told.get("error_class"), sqlstate=told.get("sqlstate"))
        return {**case, "message": shortened(told["message"])}
    except Exception as e:  # the server's framework answers 500
        return {**case, "status": 500, "message": repr(e)[:200]}


def write(name, signature, requests):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "model"
        mlflow.pyfunc.save_model(str(folder), python_model=Echo(), signature=signature, pip_requirements=[])
        model = mlflow.pyfunc.load_model(str(folder))
        cases = [answer(model, *(r if isinstance(r, tuple) else (r if isinstance(r, str) else json.dumps(r, ensure_ascii=False), JSON))) for r in requests]
    TARGET.mkdir(exist_ok=True)
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    text = json.dumps(signature.to_dict() if signature else None, ensure_ascii=False)
    (TARGET / f"{name}.json").write_text(f'{{"signature": {text},\n"cases": [\n{lines}\n]}}\n')
    print(name, len(cases), sum(c["status"] == 200 for c in cases))


VALUES = [
    1, 0, -7, 1.0, 1.5, 3000000000, 9007199254740993, 9223372036854775808, 1e19, 1e39, True, False, "x", "1.5", "7", "", " 1 ", "true", None, float("nan"), [1], [], {"k": 1},
    "2026-01-02", "2026-01-02T03:04:05", "2026-01-02 03:04:05.123456", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05+01:00", "2026-13-45",
    "eA==", "eA", "%%%", "é",
]


def forms(values, all_of_them=True):
    forms = [
        {"dataframe_split": {"columns": ["a"], "data": [[v] for v in values]}},
        {"dataframe_records": [{"a": v} for v in values]},
        {"inputs": {"a": values}},
        {"inputs": values},
        {"instances": [{"a": v} for v in values]},
    ]
    return forms if all_of_them else [forms[0], forms[2]]


def scalars():
    for kind in DataType:
        requests = [form for v in VALUES for form in forms([v], v in (1.5, "x", None))]
        for pair in ([1, 2.5], [1, None], [1.5, None], ["x", None], [True, None], [True, 1], ["x", 1], ["1", "x"], [1, "2"], [2, 3], ["2026-01-02", None], [1, float("nan")]):
            requests += forms(pair, False)
        requests.append({"inputs": 1})
        requests.append({"inputs": "x"})
        requests.append({"inputs": {"a": 1}})
        requests.append({"inputs": {"a": "x"}})
        requests.append({"inputs": {"a": [[1], [2]]}})
        requests.append({"instances": {"a": [1, 0]}})
        requests.append({"instances": [1, 0]})
        requests.append({"instances": [[1], [0]]})
        write(f"scalar_{kind.name}", ModelSignature(Schema([ColSpec(kind, "a")])), requests)
        optional = Schema([ColSpec(kind, "a", required=False), ColSpec("string", "b")])
        with_b = [{"dataframe_records": [{"a": v, "b": "x"}]} for v in [None, 1, "x", float("nan")]]
        write(f"optional_{kind.name}", ModelSignature(optional), [*with_b, {"dataframe_records": [{"b": "x"}]}, {"dataframe_split": {"columns": ["b"], "data": [["x"]]}}, {"inputs": {"b": ["x"]}}, {"inputs": [{"b": "x"}]}])


def bodies():
    """Requests that are wrong whatever the model takes."""
    good = {"columns": ["a", "b"], "data": [[1.5, "x"], [2.5, "y"]]}
    return [
        {"dataframe_split": good}, {"dataframe_split": {**good, "index": [5, 6]}}, {"dataframe_split": {**good, "index": [5]}},
        {"dataframe_split": {"data": good["data"]}}, {"dataframe_split": {"columns": ["a", "b"], "data": []}}, {"dataframe_split": {"columns": ["a", "b"]}},
        {"dataframe_split": {"columns": ["a"], "data": good["data"]}}, {"dataframe_split": {"columns": ["a", "b", "c"], "data": good["data"]}},
        {"dataframe_split": {**good, "more": 1}}, {"dataframe_split": []}, {"dataframe_split": 3}, {"dataframe_split": None}, {"dataframe_split": "x"},
        {"dataframe_split": {"columns": ["a", "b"], "data": [[1.5, "x"], [2.5]]}}, {"dataframe_split": {"columns": ["a", "b"], "data": [[1.5, "x"], [2.5, "y", 1]]}},
        {"dataframe_split": {"columns": ["b", "a"], "data": [["x", 1.5]]}}, {"dataframe_split": {"columns": ["z", "b", "a"], "data": [[0, "x", 1.5]]}},
        {"dataframe_split": {"columns": ["b"], "data": [["x"]]}}, {"dataframe_split": {"columns": ["y", "z"], "data": [["x", 1]]}},
        {"dataframe_split": {"columns": ["a", "b"], "data": 3}}, {"dataframe_split": {"columns": "ab", "data": [[1.5, "x"]]}}, {"dataframe_split": {"columns": None, "data": [[1.5, "x"]]}},
        {"dataframe_records": [{"a": 1.5, "b": "x"}, {"a": 2.5, "b": "y"}]}, {"dataframe_records": [{"a": 1.5}, {"b": "y"}]}, {"dataframe_records": {}}, {"dataframe_records": []},
        {"dataframe_records": {"a": 1}}, {"dataframe_records": 3}, {"dataframe_records": "x"}, {"dataframe_records": [1, 2]}, {"dataframe_records": [[1.5, "x"]]}, {"dataframe_records": [{"b": "x"}]}, {"dataframe_records": [{}]},
        {"inputs": {"a": [1.5, 2.5], "b": ["x", "y"]}}, {"inputs": {"a": [1.5, 2.5], "b": ["x"]}}, {"inputs": [{"a": 1.5, "b": "x"}]}, {"inputs": {"a": 1.5, "b": "x"}}, {"inputs": [[1.5, 2.5]]}, {"inputs": []}, {"inputs": {}}, {"inputs": None},
        {"instances": [{"a": 1.5, "b": "x"}, {"a": 2.5, "b": "y"}]}, {"instances": {"a": [1.5, 2.5], "b": ["x", "y"]}}, {"instances": {"a": [1.5, 2.5], "b": ["x"]}}, {"instances": [{"a": 1.5, "b": "x"}, {"a": 2.5}]}, {"instances": [[1.5, "x"]]}, {"instances": []},
        {}, {"other": 1}, {"dataframe_split": good, "inputs": [1]}, {"inputs": [1], "instances": [1]}, {"params": {}}, {"params": {"x": 1}, "dataframe_split": good}, {"params": None, "dataframe_split": good}, {"params": [1], "dataframe_split": good}, {"dataframe_split": good, "client_request_id": "7"},
        {"inputs": {"a": [1.5], "b": ["x"]}, "signature_name": "s"},
        "", "   ", "{", "{\"inputs\": [1]", "[]", "[1, 2]", "3", "\"x\"", "null", "true", "{'inputs': [1]}", "{\"inputs\": [1]} x", "\ufeff{}", "{\"inputs\": [NaN, Infinity]}",
        ('{"dataframe_split": {"columns": ["a", "b"], "data": [[1.5, "x"]]}}', "application/json; charset=utf-8"),
        ('{"dataframe_split": {"columns": ["a", "b"], "data": [[1.5, "x"]]}}', "application/json;charset=UTF-8"),
        ("{}", "application/json; charset=latin-1"), ("{}", "application/json; format=pandas-split"), ("{}", "application/json; charset=utf-8; a=b"), ("{}", "text/plain"), ("{}", ""), ("{}", "application/JSON"), ("{}", "application/json+x"), ("{}", "application/x-www-form-urlencoded"),
        ("a,b\n1.5,x\n2.5,y\n", CSV), ("a,b\r\n1.5,x\r\n", "text/csv; charset=utf-8"), ("b,a\nx,1.5\n", CSV), ("a,b,c\n1.5,x,3\n", CSV), ("b\nx\n", CSV), ("a,b\n", CSV), ("", CSV), ("a,b\n1,x\n2,y", CSV),
        ("a,b\n,x\n1.5,\n", CSV), ("a,b\nNA,NaN\nnull,None\n", CSV), ('a,b\n1.5,"x, ""y"""\n', CSV), ('a,b\n1.5,"x\ny"\n', CSV), ("a,b\n1.5\n", CSV), ("a,b\n1.5,x,9\n", CSV), ("a,b\nwide,x\n", CSV), ("a,b\n1e3,7\n", CSV), ("a,b\n 1.5 , x \n", CSV), ("a,b\n\n1.5,x\n\n", CSV), ("a,a\n1.5,2\n", CSV), ("a,b\ninf,x\n-inf,y\n", CSV), ("a,b\nTrue,x\n", CSV), ('a,b\n1.5,"x\n', CSV), ("a,b\n1.5,é\n", CSV),
    ]


def nested():
    person = Object([Property("name", DataType.string), Property("age", DataType.long, required=False), Property("tags", Array(DataType.string), required=False)])
    kinds = {
        "array_double": Array(DataType.double), "array_long": Array(DataType.long), "array_string": Array(DataType.string), "array_array": Array(Array(DataType.long)), "array_any": Array(AnyType()),
        "array_object": Array(person), "object": person, "map_long": Map(DataType.long), "map_array": Map(Array(DataType.string)), "any": AnyType(), "array_datetime": Array(DataType.datetime), "array_boolean": Array(DataType.boolean),
    }
    values = [
        [1, 2], [1.5, 2], [1, None], [], None, 3, "x", ["x", "y"], ["x", 1], [[1, 2], [3]], [[1], 2], [[]], [True, False], {"name": "n"}, {"name": "n", "age": 3}, {"name": "n", "age": 3.5}, {"name": 3}, {"name": None}, {"age": 3}, {"name": "n", "zip": 1}, {"name": "n", "tags": ["a"]},
        {"name": "n", "tags": [1]}, {}, [{"name": "n"}], [{"name": "n"}, {"age": 1}], {"k": 1}, {"k": 1.5}, {"k": "v"}, {"k": ["a", "b"]}, {"k": []}, {"k": None}, ["2026-01-02"], [{"a": 1}], [3000000000],
    ]
    for name, kind in kinds.items():
        for required in (True, False):
            columns = [ColSpec(kind, "a", required=required)] + ([] if required else [ColSpec("long", "b")])
            extra = {} if required else {"b": 1}
            requests = [r for v in values for r in ({"dataframe_records": [{"a": v, **extra}]}, {"inputs": [{"a": v, **extra}]})]
            write(f"{name}_{'required' if required else 'optional'}", ModelSignature(Schema(columns)), requests)


def tensors():
    values = [[1, 2], [1.5, 2.5], [[1, 2], [3, 4]], [[1.5, 2]], [[[1], [2]]], [[1, 2], [3]], 1, 1.5, "x", ["x"], [["x", "y"]], [], [[]], None, [None], [1, None], [True, False], [[True, False]], [3000000000, 1], [1e40], [{"x": 1}], [[300, -1]], float("nan")]
    specs = {
        "tensor_float32": ("float32", (-1, 2)), "tensor_float64_flat": ("float64", (-1,)), "tensor_int64": ("int64", (-1, 2)), "tensor_int32": ("int32", (-1,)), "tensor_uint8": ("uint8", (-1, 2)), "tensor_bool": ("bool", (-1, 2)), "tensor_str": ("str", (-1,)), "tensor_object": ("object", (-1,)),
        "tensor_open": ("float64", (-1, -1)), "tensor_fixed": ("float64", (1, 2)), "tensor_cube": ("float32", (-1, 2, 1)),
    }
    for name, (dtype, shape) in specs.items():
        frames = [
            {"dataframe_split": {"data": [[1, 2], [3, 4]]}}, {"dataframe_split": {"data": [[1.5, 2.5]]}}, {"dataframe_split": {"columns": ["p", "q"], "data": [[1.5, 2]]}}, {"dataframe_split": {"data": [[[1, 2]], [[3, 4]]]}}, {"dataframe_split": {"data": [[1], [2]]}}, {"dataframe_split": {"data": [["x"], ["y"]]}}, {"dataframe_split": {"data": []}}, {"dataframe_split": {"data": [[1, 2, 3]]}},
            {"dataframe_records": [{"t": [1, 2]}, {"t": [3, 4]}]}, {"dataframe_records": [{"t": 1.5}]}, {"dataframe_records": [{"t": [1, 2]}, {"t": [3]}]}, {"dataframe_records": [{"t": [[1], [2]]}]}, {"dataframe_records": [{"x": 1}]},
        ]
        unnamed = Schema([TensorSpec(np.dtype(dtype), shape)])
        write(name, ModelSignature(unnamed), [{"inputs": v} for v in values] + [{"instances": values[2]}, {"inputs": {"t": values[2]}}] + frames)
        if dtype not in ("float32", "int32", "str"):
            continue
        named = Schema([TensorSpec(np.dtype(dtype), shape, "t"), TensorSpec(np.dtype("int64"), (-1,), "u")])
        requests = [r for v in values for r in ({"inputs": {"t": v, "u": [1, 2]}}, {"inputs": v}, {"instances": {"t": v, "u": [1, 2]}}, {"instances": [{"t": v, "u": 1}]})]
        requests += [{"inputs": {"t": [[1, 2], [3, 4]]}}, {"inputs": {"t": [[1, 2]], "u": [1], "v": [1]}}]
        requests += [{"dataframe_records": [{"t": [1, 2], "u": 1}, {"t": [3, 4], "u": 2}]}, {"dataframe_records": [{"t": 1, "u": 1}]}, {"dataframe_records": [{"t": [1, 2]}]}]
        write(f"{name}_named", ModelSignature(named), requests)


def parameters():
    person = Object([Property("name", DataType.string), Property("age", DataType.long, required=False)])
    schema = ParamSchema([
        ParamSpec("l", "long", 1), ParamSpec("i", "integer", 1), ParamSpec("d", "double", 0.5), ParamSpec("f", "float", 0.5), ParamSpec("b", "boolean", True), ParamSpec("s", "string", "x"), ParamSpec("t", "datetime", datetime.datetime(2026, 1, 2, 3, 4, 5)),
        ParamSpec("n", "long", None), ParamSpec("ls", "long", [1, 2], shape=(-1,)), ParamSpec("ds", "double", [0.5], shape=(-1,)), ParamSpec("ss", "string", ["a"], shape=(-1,)), ParamSpec("o", person, {"name": "n"}),
    ])
    values = [1, 1.5, 1.0, True, "x", "1", "2026-01-02", "2026-01-02T03:04:05", None, [1, 2], [1.5], ["a", "b"], [], [[1]], [1, "a"], {"name": "m"}, {"age": 1}, {"name": "m", "z": 1}, 3000000000, 2**70]
    requests = [{"inputs": {"a": [1]}, "params": {p.name: v}} for p in schema.params for v in values]
    requests += [{"inputs": {"a": [1]}, "params": p} for p in ({}, None, [], [1], "x", 3, {"unknown": 1}, {"l": "x", "d": "y"}, {"l": 2, "unknown": 1})]
    requests += [{"inputs": {"a": [1]}}, {"inputs": {"a": ["x"]}, "params": {"l": "x"}}, ("a\n1\n", CSV)]
    write("params", ModelSignature(Schema([ColSpec("long", "a")]), params=schema), requests)
    write("params_only", ModelSignature(params=ParamSchema([ParamSpec("k", "long", 1)])), [{"inputs": [1, 2], "params": {"k": 2}}, {"inputs": [1, 2]}, {"inputs": [1, 2], "params": {"k": "x"}}])
    write("params_none", ModelSignature(Schema([ColSpec("long", "a")])), [{"inputs": {"a": [1]}, "params": p} for p in ({}, None, {"k": 1}, [1], 3)])


def main():
    scalars()
    write("two_columns", ModelSignature(Schema([ColSpec("double", "a"), ColSpec("string", "b")])), bodies())
    write("unnamed_columns", ModelSignature(Schema([ColSpec("double"), ColSpec("string")])), bodies())
    write("no_signature", None, bodies())
    nested()
    tensors()
    parameters()


if __name__ == "__main__":
    main()
