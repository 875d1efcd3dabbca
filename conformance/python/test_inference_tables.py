"""Inference tables: asked for by the managed platform's clients, read by pandas and pyarrow."""

import io
import time

import mlflow
import pandas
import pyarrow
import pyarrow.parquet
import pytest
import requests
from mlflow.deployments import get_deploy_client

from test_serving import ROWS, endpoint, model, onnx  # noqa: F401

ASKED = {"inputs": ROWS, "client_request_id": "größe 🚀"}


@pytest.fixture
def kept(databricks, url, endpoint, model):  # noqa: F811
    """The address of an endpoint that keeps what it is asked, and was asked three times."""
    client = get_deploy_client("databricks")
    config = {"served_entities": [{"name": "e", "entity_name": model, "entity_version": "1"}]}
    client.create_endpoint(endpoint, config)
    table = {"enabled": True, "catalog_name": "main", "schema_name": "team", "table_name_prefix": "flowers"}
    client.update_endpoint_ai_gateway(endpoint, {"inference_table_config": table})
    assert client.get_endpoint(endpoint)["ai_gateway"]["inference_table_config"]["enabled"]
    session = requests.Session()
    deadline = time.time() + 60
    while (state := client.get_endpoint(endpoint)["state"])["ready"] != "READY":
        assert time.time() < deadline, state
        time.sleep(0.1)
    ask = f"{url}/serving-endpoints/{endpoint}/invocations"
    while "databricks-request-id" not in (answer := session.post(ask, json=ASKED)).headers:
        assert time.time() < deadline, (answer.status_code, answer.text)
        time.sleep(0.1)
    session.post(ask, json={"inputs": "no flower"})
    session.post(ask, json={"inputs": ROWS}, headers={"client-request-id": "second"})
    yield f"{url}/api/3.0/cairn/serving-endpoints/{endpoint}"
    client.delete_endpoint(endpoint)


def files(base):
    listed = requests.get(f"{base}/payload-files").json().get("files", [])
    return [requests.get(f"{base}/payload-files/{file['id']}").content for file in listed]


def table(base):
    """The last request may still be on its way into the table."""
    deadline = time.time() + 30
    while True:
        found = [pandas.read_parquet(io.BytesIO(file)) for file in files(base)]
        frame = pandas.concat(found) if found else pandas.DataFrame()
        assert time.time() < deadline, f"{len(frame)} rows in {len(found)} files"
        if len(frame) >= 3:
            return frame.sort_values("databricks_request_id").reset_index(drop=True)
        time.sleep(0.1)


def test_pandas_reads_what_was_kept(kept):
    frame = table(kept)
    assert frame["status_code"].tolist() == [200, 400, 200]
    assert frame["client_request_id"].tolist()[0] == "größe 🚀"
    assert pandas.isna(frame["client_request_id"][1])
    assert frame["client_request_id"][2] == "second"
    assert frame["sampling_fraction"].tolist() == [1.0, 1.0, 1.0]
    assert pandas.isna(frame["logging_errors"]).all()
    assert "größe" in frame["request"][0] or "\\u00f6" in frame["request"][0]
    assert "predictions" in frame["response"][0]
    assert (frame["execution_time_ms"] > 0).all()
    assert frame["timestamp_ms"].is_monotonic_increasing


def test_types_are_those_that_were_meant(kept):
    assert len(table(kept)) == 3  # by when there is a file
    schema = pyarrow.parquet.read_schema(io.BytesIO(files(kept)[0]))
    assert schema.field("databricks_request_id").type == pyarrow.string()
    assert not schema.field("databricks_request_id").nullable
    assert schema.field("client_request_id").nullable
    assert schema.field("timestamp_ms").type == pyarrow.int64()
    assert schema.field("status_code").type == pyarrow.int32()
    assert schema.field("model_ms").type == pyarrow.float64()


@pytest.mark.parametrize("kind", ["json", "parquet", "csv"])
def test_the_table_that_a_run_logged_is_what_inputs_are_held_against(kept, fluent_experiment, tmp_path, kind):
    names = ["sepal_length", "sepal_width", "petal_length", "petal_width"]
    train = pandas.DataFrame([[9.0, *row[1:]] for row in ROWS] * 40, columns=names)
    train["species"] = [1] * len(train)
    with mlflow.start_run() as run:
        if kind == "json":
            mlflow.log_table(train, "train.json")
        else:
            file = tmp_path / f"train.{kind}"
            train.to_parquet(file) if kind == "parquet" else train.to_csv(file, index=False)
            mlflow.log_artifact(file)
    uri = f"runs:/{run.info.run_id}/train.{kind}"
    given = requests.put(f"{kept}/baseline", json={"artifact": uri, "predictions": "species"})
    assert given.status_code == 200, given.text
    ask = kept.replace("/api/3.0/cairn/serving-endpoints/", "/serving-endpoints/") + "/invocations"
    requests.post(ask, json={"inputs": ROWS * 40}).raise_for_status()
    deadline = time.time() + 30
    while (drift := requests.get(f"{kept}/drift").json())["rows"] < 80:
        assert time.time() < deadline, drift
        time.sleep(0.1)
    assert drift["baseline"] == "GIVEN"
    assert drift["baseline_source"] == uri
    assert drift["baseline_rows"] == len(train)
    levels = {column["name"]: column["level"] for column in drift["columns"]}
    assert levels["input[0]"] == "STRONG"
    assert levels["input[1]"] == "STABLE"
    unknown = requests.put(f"{kept}/baseline", json={"artifact": uri, "predictions": ["kind"]})
    assert unknown.status_code == 400
    assert "sepal_length, sepal_width, petal_length, petal_width, species" in unknown.json()["message"]
