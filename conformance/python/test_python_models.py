"""Models that need Python, behind endpoints of the server: they answer as MLflow's own client predicts."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import mlflow
import numpy as np
import pandas as pd
import pyarrow
from mlflow.models import infer_signature
from mlflow.protos.databricks_pb2 import INVALID_STATE
from mlflow.pyfunc import PythonModel, load_model, scoring_server
from mlflow.types import ColSpec, Schema
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def test_a_pipeline_that_is_a_pickle(fluent_experiment, unique, served):
    data = load_iris(as_frame=True)
    pipeline = make_pipeline(StandardScaler(), RandomForestClassifier(n_estimators=10)).fit(data.data, data.target)
    name = unique("pipeline")
    logged = mlflow.sklearn.log_model(
        pipeline,
        name="model",
        serialization_format="cloudpickle",
        registered_model_name=name,
        signature=infer_signature(data.data, pipeline.predict(data.data)),
        input_example=data.data.head(2),
    )
    ask = served(name)

    answer = ask(json={"dataframe_split": data.data.to_dict(orient="split")}).json()
    assert np.array_equal(answer["predictions"], load_model(logged.model_uri).predict(data.data))

    rows = [data.data.iloc[i : i + 1 + i % 3] for i in range(0, 120, 2)]  # more than are asked at a time
    with ThreadPoolExecutor(16) as callers:
        answers = list(callers.map(lambda part: ask(json={"dataframe_split": part.to_dict(orient="split")}).json(), rows))
    for part, answer in zip(rows, answers, strict=True):
        assert answer["predictions"] == list(pipeline.predict(part))

    text = data.data.head(3).to_csv(index=False)
    answer = ask(data=text, headers={"Content-Type": "text/csv"}).json()
    assert answer["predictions"] == list(pipeline.predict(data.data.head(3)))

    rows, types = data.data.head(3), ("application/vnd.apache.parquet", "application/vnd.apache.arrow.stream")
    table = pyarrow.Table.from_pandas(rows)
    stream = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    for body, kind in zip((rows.to_parquet(), stream.getvalue().to_pybytes()), types, strict=True):
        assert ask(data=body, headers={"Content-Type": kind}).json() == {"predictions": list(pipeline.predict(rows))}
        for bad in (b"", b"PAR1", body[: len(body) // 2], body[:200] + b"\xff" * 200 + body[400:]):
            refused = ask(data=bad, headers={"Content-Type": kind})
            assert refused.status_code == 400, (kind, bad, refused.text)
            assert refused.json()["error_code"] == "BAD_REQUEST"

    refused = ask(json={"dataframe_split": data.data.iloc[:2, :3].to_dict(orient="split")})
    assert refused.status_code == 400
    assert "Model is missing inputs ['petal width (cm)']" in refused.json()["message"]
    assert "5.1" not in refused.text


def test_a_model_of_ones_own_with_parameters_and_a_file(fluent_experiment, unique, served, tmp_path):
    class Scaled(PythonModel):  # here, so that the pickle has all of it
        def load_context(self, context):
            with open(context.artifacts["factor"]) as file:
                self.factor = float(file.read())

        def predict(self, context, model_input, params=None):
            return model_input * self.factor + (params or {}).get("more", 0)

    (tmp_path / "factor.txt").write_text("2.5")
    frame = pd.DataFrame({"a": [1.0, 2.0]})
    name = unique("scaled")
    mlflow.pyfunc.log_model(
        python_model=Scaled(),
        name="model",
        artifacts={"factor": str(tmp_path / "factor.txt")},
        registered_model_name=name,
        signature=infer_signature(frame, frame, params={"more": 0.0}),
    )
    ask = served(name)

    assert ask(json={"inputs": {"a": [1.0, 2.0]}}).json() == {"predictions": [{"a": 2.5}, {"a": 5.0}]}
    with_more = ask(json={"dataframe_records": [{"a": 1.0}], "params": {"more": 4.0}}).json()
    assert with_more == {"predictions": [{"a": 6.5}]}
    assert ask(json={"inputs": {"a": [None]}}).json() == {"predictions": [{"a": None}]}


def test_tables_are_read_as_the_stock_server_reads_them(fluent_experiment, unique, served):
    class Told(PythonModel):  # what it was given, with the types
        def predict(self, context, model_input, params=None):
            if model_input["d"].iloc[0] == 13:
                raise ValueError("thirteen")
            if model_input["d"].iloc[0] == 14:
                raise mlflow.MlflowException("fourteen", error_code=INVALID_STATE)
            return model_input.assign(types=str([str(kind) for kind in model_input.dtypes]), index=list(model_input.index))

    kinds = {"d": "double", "f": "float", "l": "long", "i": "integer", "b": "boolean", "s": "string"}
    schema = Schema([ColSpec(kind, name, required=name not in "fs") for name, kind in kinds.items()])
    name = unique("told")
    signature = mlflow.models.ModelSignature(inputs=schema)
    logged = mlflow.pyfunc.log_model(python_model=Told(), name="model", registered_model_name=name, signature=signature)
    stock = load_model(logged.model_uri)
    ask = served(name)

    row = {"d": 1.5, "f": 0.1, "l": 7, "i": -3, "b": True}
    values = [1, 1.5, -0.0, True, None, "1", "a", [1], 2**53 + 1, 2**31, 2**63, 10**400, float("nan"), float("inf"), 1e-320]
    tables = [[row], [row, row], [{**row, "s": "text"}], [dict(reversed(row.items()))], [{**row, "more": 1}], [{"d": 1.5}], []]
    tables += [[{**row, "d": failing}] for failing in (13, 14)]
    tables += [[{**row, name: value}] for name in row for value in values]
    tables += [[row, {**row, name: value}] for name in row for value in values]
    bodies = [{"dataframe_records": table} for table in tables] + [
        {"dataframe_split": {"columns": list(table[0]), "data": [list(each.values()) for each in table]}} for table in tables if table
    ]
    split = bodies[-1]["dataframe_split"]
    bodies += [
        {"dataframe_records": [row, dict(reversed(row.items()))]},
        {"dataframe_records": [row, {"d": 2.5}]},
        {"dataframe_split": {**split, "index": ["x", "y"]}},
        {"dataframe_split": {**split, "columns": ["d"] * len(row)}},
        {"dataframe_split": {**split, "data": [[1.5]]}},
        {"dataframe_split": {**split, "data": []}},
        {"dataframe_split": {"data": split["data"]}},
        {"dataframe_split": split, "params": {}},
        {"dataframe_split": split, "dataframe_records": [row]},
    ]
    for body in bodies:
        text = json.dumps(body)
        answer = ask(data=text, headers={"Content-Type": "application/json"})
        try:
            expected = scoring_server.invocations(text, "application/json", stock, stock.metadata.get_input_schema()).response
        except mlflow.MlflowException as refused:
            assert answer.status_code == refused.get_http_status_code(), text
            told, meant = answer.json(), json.loads(refused.serialize_as_json())
            assert "stack_trace" not in told
            for key in ("error_code", "sqlstate", "error_class"):
                assert told.get(key) == meant.get(key), text
            if "input fields" not in meant["message"]:  # which a set has in any order
                assert told["message"].rsplit("Error: ", 1)[-1] == meant["message"].rsplit("Error: ", 1)[-1], text
        else:
            assert answer.status_code == 200, (text, answer.text)
            assert answer.json() == json.loads(expected, parse_constant=lambda _: None), text


def test_what_cannot_be_read_takes_no_others_with_it_that_wait(fluent_experiment, unique, served):
    class Process(PythonModel):
        def predict(self, context, model_input, params=None):
            import os
            import time

            time.sleep(model_input["seconds"].max())
            return [os.getpid()] * len(model_input)

    name = unique("process")
    signature = mlflow.models.ModelSignature(inputs=Schema([ColSpec("double", "seconds")]))
    together = {"cairn_batch": "rows", "cairn_batch_ms": 60_000}
    mlflow.pyfunc.log_model(
        python_model=Process(), name="model", registered_model_name=name, signature=signature, metadata=together
    )
    ask = served(name)

    def answered(data):
        return ask(data=data, headers={"Content-Type": "application/json"})

    rows = {seconds: json.dumps({"dataframe_split": {"columns": ["seconds"], "data": [[seconds]]}}) for seconds in (0.0, 1.0)}
    process = answered(rows[0.0]).json()
    deep = '{"dataframe_split": ' + "[" * 5_000
    with ThreadPoolExecutor(9) as callers:
        held = callers.submit(answered, rows[1.0])
        time.sleep(0.3)  # until the model works on it, so that the others wait together
        others = callers.map(answered, [rows[0.0], deep] * 4)
        answers = [held.result(), *others]
    assert [answer.status_code for answer in answers[2::2]] == [answered(deep).status_code] * 4
    assert answers[2].status_code >= 400
    assert [answer.json() for answer in (answers[0], *answers[1::2])] == [process] * 5
    assert answered(rows[0.0]).json() == process


def test_a_model_that_changes_its_table_answers_each_request_alike(fluent_experiment, unique, served):
    class Changing(PythonModel):
        def predict(self, context, model_input, params=None):
            import time

            time.sleep(model_input["seconds"].max())
            names = list(model_input.columns)
            model_input.columns.name = "changed"
            model_input.drop(model_input[model_input["d"] < 0].index, inplace=True)
            return [f"{names} {model_input.shape}"] * len(model_input)

    name = unique("changing")
    signature = mlflow.models.ModelSignature(inputs=Schema([ColSpec("double", "seconds"), ColSpec("double", "d")]))
    together = {"cairn_batch": "rows", "cairn_batch_ms": 60_000}
    mlflow.pyfunc.log_model(
        python_model=Changing(), name="model", registered_model_name=name, signature=signature, metadata=together
    )
    ask = served(name)

    def answered(row):
        return ask(json={"dataframe_split": {"columns": ["seconds", "d"], "data": [row]}}).json()

    good, dropped = {"predictions": ["['seconds', 'd'] (1, 2)"]}, {"predictions": []}
    with ThreadPoolExecutor(9) as callers:
        held = callers.submit(answered, [1.0, 1.0])
        time.sleep(0.3)  # as above
        others = callers.map(answered, [[0.0, -1.0], [0.0, 1.0]] * 4)
        answers = [held.result(), *others]
    assert answers == [good, *[dropped, good] * 4]


def test_a_model_from_code(fluent_experiment, unique, served, tmp_path):
    code = tmp_path / "model.py"
    code.write_text(
        "import mlflow\n"
        "class Shout(mlflow.pyfunc.PythonModel):\n"
        "    def predict(self, model_input: list[str]) -> list[str]:\n"
        "        return [text.upper() for text in model_input]\n"
        "mlflow.models.set_model(Shout())\n"
    )
    name = unique("shout")
    mlflow.pyfunc.log_model(python_model=str(code), name="model", registered_model_name=name)
    ask = served(name)

    assert ask(json={"inputs": ["a", "ß"]}).json() == {"predictions": ["A", "SS"]}
    refused = ask(json={"inputs": [1]})
    assert refused.status_code == 400
