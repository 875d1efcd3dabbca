"""Models that need Python, behind endpoints of the server: they answer as MLflow's own client predicts."""

import json
from concurrent.futures import ThreadPoolExecutor

import mlflow
import numpy as np
import pandas as pd
import pyarrow
from mlflow.models import infer_signature
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
        else:
            assert answer.status_code == 200, (text, answer.text)
            assert answer.json() == json.loads(expected, parse_constant=lambda _: None), text


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
