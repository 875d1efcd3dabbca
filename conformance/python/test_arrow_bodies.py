"""Tables in Arrow's stream format and in Parquet for a model that the JVM scores."""

import io

import lightgbm
import mlflow
import numpy as np
import pandas as pd
import pyarrow
import pytest
from mlflow.models import infer_signature
from mlflow.pyfunc import load_model

ARROW = {"Content-Type": "application/vnd.apache.arrow.stream"}
PARQUET = {"Content-Type": "application/vnd.apache.parquet"}


@pytest.fixture(scope="module")
def rows():
    chance = np.random.default_rng(8)
    lift = chance.random(300) > 0.5
    frame = pd.DataFrame({"area": chance.normal(size=300), "rooms": chance.integers(1, 9, 300), "has_lift": lift})
    frame.loc[::7, "area"] = np.nan
    return frame


def stream(table):
    out = io.BytesIO()
    with pyarrow.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=100)
    return out.getvalue()


@pytest.fixture
def model(fluent_experiment, unique, rows):
    """The model as MLflow reads it, and its name in the registry."""
    price = rows.rooms + rows.area.fillna(0) + rows.has_lift
    booster = lightgbm.train({"verbosity": -1, "num_threads": 1}, lightgbm.Dataset(rows, price), 20)
    name = unique("flat")
    logged = mlflow.lightgbm.log_model(
        booster, name="model", signature=infer_signature(rows, booster.predict(rows)), registered_model_name=name
    )
    return load_model(logged.model_uri), name


def test_a_table_in_arrow_is_answered_as_mlflow_predicts_it(model, served, rows):
    loaded, name = model
    ask = served(name)
    expected = loaded.predict(rows)
    for frame in (rows, rows[["has_lift", "rooms", "area"]], rows.set_index(rows.index + 5).assign(more="beside")):
        answer = ask(data=stream(pyarrow.Table.from_pandas(frame)), headers=ARROW)
        assert answer.status_code == 200, answer.text
        np.testing.assert_allclose(answer.json()["predictions"], expected, rtol=1e-12)


def test_what_is_no_table_or_lacks_a_column_is_refused(model, served, rows):
    ask = served(model[1])
    whole = stream(pyarrow.Table.from_pandas(rows))
    for bad in (b"", b"ARROW1", whole[: len(whole) // 2]):
        refused = ask(data=bad, headers=ARROW)
        assert (refused.status_code, refused.json()["error_code"]) == (400, "BAD_REQUEST"), refused.text
    assert ask(data=whole[:40] + b"\xff" * 100 + whole[140:], headers=ARROW).status_code == 400
    refused = ask(data=stream(pyarrow.Table.from_pandas(rows[["area", "rooms"]])), headers=ARROW)
    assert refused.status_code == 400
    assert "has_lift" in refused.json()["message"]


@pytest.mark.parametrize("compression", ["snappy", "gzip", None])
def test_a_table_in_parquet_is_answered_as_mlflow_predicts_it(model, served, rows, compression):
    loaded, name = model
    ask = served(name)
    for frame in (rows, rows[["has_lift", "rooms", "area"]], rows.set_index(rows.index + 5).assign(more="beside")):
        answer = ask(data=frame.to_parquet(compression=compression), headers=PARQUET)
        assert answer.status_code == 200, answer.text
        np.testing.assert_allclose(answer.json()["predictions"], loaded.predict(rows), rtol=1e-12)


def test_parquet_that_is_not_read_is_refused_with_what_to_do(model, served, rows):
    ask = served(model[1])
    delta = {"use_dictionary": False, "column_encoding": {"rooms": "DELTA_BINARY_PACKED"}}
    for body, told in (
        (rows.to_parquet(compression="zstd"), 'packed with ZSTD, which is not read here; write it with to_parquet(path, compression="snappy")'),
        (rows.to_parquet(**delta), "column 'rooms' of the Parquet file is in an encoding that is not read here; write it plain"),
    ):
        refused = ask(data=body, headers=PARQUET)
        assert (refused.status_code, refused.json()["error_code"]) == (400, "BAD_REQUEST"), refused.text
        assert told in refused.json()["message"]
    whole = rows.to_parquet()
    for bad in (b"", b"PAR1", whole[:-9], whole[len(whole) // 2 :]):
        assert ask(data=bad, headers=PARQUET).status_code == 400
