"""Models that the server itself answers with, and endpoints of them, for the web UI; a part of `fill_ui.py`."""

import mlflow
import numpy as np
import onnx
from mlflow.models import infer_signature
from onnx import TensorProto, helper
from wire import Wire

MODEL = "wine-quality"
ENDPOINTS = "/api/2.0/serving-endpoints"


def fill() -> None:
    versions(mlflow.MlflowClient())
    wire = Wire(mlflow.get_tracking_uri())
    followed = {"entity_name": MODEL, "entity_version": "@champion", "workload_size": "Small"}
    shares = [("current", 90), ("challenger", 10)]
    entities = [{**followed, "name": "current"}, {**followed, "name": "challenger", "entity_version": "2"}]
    routes = [{"served_entity_name": name, "traffic_percentage": share} for name, share in shares]
    config = {"served_entities": entities, "traffic_config": {"routes": routes}}
    tags = [{"key": "team", "value": "cellar"}, {"key": "tier", "value": "gold"}]
    wire.answer("POST", ENDPOINTS, name="wine", config=config, tags=tags, description="How good a **wine** is.")
    wire.answer("POST", ENDPOINTS, name="wine-next", config={"served_entities": [{**followed, "entity_version": "2"}]})
    # A model of Python's alone, which the server does not serve.
    broken = {"entity_name": "iris-classifier", "entity_version": "1"}
    wire.answer("POST", ENDPOINTS, name="blossoms", config={"served_entities": [broken]})


def versions(client: mlflow.MlflowClient) -> None:
    """Two versions that weigh what a wine is made of; the first is the champion."""
    experiment = client.create_experiment("wine quality")
    sample = np.array([[12.75, 3.25, 0.5], [11.0, 3.5, 0.25]], dtype=np.float32)
    for number, weight in enumerate((0.5, 0.7), 1):
        with mlflow.start_run(experiment_id=experiment, run_name=f"linear-{number}"):
            mlflow.onnx.log_model(
                linear(weight),
                name="model",
                registered_model_name=MODEL,
                signature=infer_signature(sample, np.array([[5.8125], [4.6875]], dtype=np.float32)),
                input_example=sample,
            )
    client.set_registered_model_alias(MODEL, "champion", "1")
    client.set_registered_model_alias(MODEL, "challenger", "2")


def linear(weight: float) -> onnx.ModelProto:
    """The weighted sum of three numbers a row."""
    weights = helper.make_tensor("weights", TensorProto.FLOAT, [3, 1], [weight, -weight / 4, weight / 2])
    node = helper.make_node("MatMul", ["wine", "weights"], ["quality"])
    rows, sums = (helper.make_tensor_value_info(n, TensorProto.FLOAT, [None, w]) for n, w in (("wine", 3), ("quality", 1)))
    graph = helper.make_graph([node], "linear", [rows], [sums], [weights])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
