"""Bodies that ask models, as they are sent."""

import json

import numpy as np
import pandas as pd
import pytest
from cairn_mlflow.deployed_inputs import body
from scipy.sparse import csr_matrix

NOON = pd.Timestamp("2026-01-02T12:00:00")
SPLIT = {"index": [0, 1], "columns": ["x"], "data": [[1.5], [None]]}


@pytest.mark.parametrize(
    ("inputs", "sent"),
    [
        (pd.DataFrame({"x": [1.5, np.nan]}), {"dataframe_split": SPLIT}),
        (pd.DataFrame({"x": [1.5, -np.inf]}), {"dataframe_split": SPLIT}),
        (pd.Series([1.5, np.nan], name="x"), {"dataframe_split": SPLIT}),
        (np.array([[1.5, np.nan], [np.inf, 2]]), {"inputs": [[1.5, None], [None, 2]]}),
        (np.array([1, 2]), {"inputs": [1, 2]}),
        (np.array(["2026-01-02T12", "NaT"], "datetime64[ns]"), {"inputs": ["2026-01-02T12:00:00", None]}),
        (csr_matrix([[0, 3]]), {"inputs": [[0, 3]]}),
        ([{"x": np.float32(np.nan), "at": NOON}], {"inputs": [{"x": None, "at": "2026-01-02T12:00:00"}]}),
        ({"a": np.array([1.0]), "b": [np.int64(2)]}, {"inputs": {"a": [1], "b": [2]}}),
        ({"input": np.array([1.0])}, {"inputs": {"input": [1]}}),
        ({"a": pd.Series([NOON, pd.NaT])}, {"inputs": {"a": ["2026-01-02T12:00:00", None]}}),
        ({"inputs": np.array([[1.0, np.nan]])}, {"inputs": [[1, None]]}),
        ({"instances": np.array([[1]])}, {"instances": [[1]]}),
        ({"inputs": {"a": np.array([1])}, "params": {"p": np.int64(3)}}, {"inputs": {"a": [1]}, "params": {"p": 3}}),
        ({"inputs": pd.Series([1, 2])}, {"inputs": [1, 2]}),
        ({"dataframe_records": [{"x": pd.NA, "y": float("nan")}]}, {"dataframe_records": [{"x": None, "y": None}]}),
        ({"messages": [{"role": "user"}], "temperature": np.float64(0.5)}, {"messages": [{"role": "user"}], "temperature": 0.5}),
        ('{"inputs": [NaN]}', {"inputs": [pytest.approx(np.nan, nan_ok=True)]}),
    ],
)
def test_all_forms_of_inputs_have_a_body(inputs, sent):
    assert json.loads(body(inputs)) == sent
