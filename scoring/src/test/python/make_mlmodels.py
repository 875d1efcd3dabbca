"""Writes the `MLmodel` files under ../resources/mlmodels with the stock client, one folder a model.

    python3 -m venv /tmp/onnx-venv
    /tmp/onnx-venv/bin/pip install mlflow==3.17.2 scikit-learn skops xgboost-cpu onnx skl2onnx onnxruntime openai pandas
    /tmp/onnx-venv/bin/python make_mlmodels.py

Beside each lie the small files that it names, and `parsed.json`: the file as PyYAML reads it.
"""

import datetime
import json
import pathlib
import shutil
import tempfile

import mlflow
import numpy as np
import pandas as pd
import scipy.sparse
import yaml
from mlflow.models import ModelSignature, infer_signature
from mlflow.models.auth_policy import AuthPolicy, SystemAuthPolicy, UserAuthPolicy
from mlflow.models.resources import DatabricksFunction, DatabricksServingEndpoint
from mlflow.types.schema import AnyType, Array, ColSpec, DataType, Map, Object, ParamSchema, ParamSpec, Property, Schema, SparkMLVector, TensorSpec
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression, LogisticRegression

TARGET = pathlib.Path(__file__).parent.parent / "resources" / "mlmodels"
KEPT = {"MLmodel", "input_example.json", "serving_input_example.json", "python_env.yaml", "conda.yaml", "requirements.txt"}
IRIS = load_iris(as_frame=True)
FRAME = IRIS.data.head(3)


class Echo(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        return model_input


class Hinted(mlflow.pyfunc.PythonModel):
    def predict(self, model_input: list[str]) -> list[str]:
        return model_input


def keep(name, save):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "model"
        save(str(folder))
        target = TARGET / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for file in folder.iterdir():
            if file.name in KEPT:
                shutil.copy(file, target / file.name)
        parsed = yaml.safe_load((target / "MLmodel").read_text())
        (target / "parsed.json").write_text(json.dumps(parsed, indent=1, default=str) + "\n")
        print(name)


def pyfunc(name, **settings):
    keep(name, lambda path: mlflow.pyfunc.save_model(path, python_model=Echo(), pip_requirements=["numpy==2.4.6"], **settings))


def main():
    classifier = LogisticRegression(max_iter=300).fit(IRIS.data, IRIS.target)
    regressor = LinearRegression().fit(IRIS.data, IRIS.target)
    keep("sklearn", lambda p: mlflow.sklearn.save_model(classifier, p, input_example=FRAME, signature=infer_signature(IRIS.data, IRIS.target)))
    keep("sklearn_skops", lambda p: mlflow.sklearn.save_model(
        regressor, p, serialization_format="skops", metadata={"team": "ß-crew", "nested": {"x": [1, 2.5, None, True]}}))
    import xgboost

    booster = xgboost.XGBClassifier(n_estimators=2).fit(IRIS.data, IRIS.target)
    keep("xgboost", lambda p: mlflow.xgboost.save_model(booster, p, input_example=FRAME, model_format="json"))
    keep("xgboost_booster", lambda p: mlflow.xgboost.save_model(booster.get_booster(), p, model_format="ubj"))
    from skl2onnx import to_onnx

    graph = to_onnx(classifier, IRIS.data.to_numpy()[:1].astype(np.float32), target_opset=17)
    keep("onnx", lambda p: mlflow.onnx.save_model(graph, p, input_example=FRAME.to_numpy().astype(np.float32)))
    keep("openai", lambda p: mlflow.openai.save_model("gpt-4o-mini", "chat.completions", p, messages=[{"role": "user", "content": "Say {word}: yes\nor: no"}], pip_requirements=["openai==2.47.0"]))
    pyfunc("no_signature", metadata={"yes": "no", "1": "0x1f", "when": "2026-01-01", "float": "1.5", "big": 2**63, "text": "two\nlines\t" + "long " * 40})
    frame = FRAME.rename(columns={"sepal length (cm)": "länge: 1"})
    pyfunc("frame_example_with_params", input_example=(frame, {"top": 3, "names": ["a", "b"], "t": 0.5}))
    pyfunc("array_example", input_example=np.ones((2, 3, 4), np.float32))
    pyfunc("named_arrays_example", input_example={"a": np.arange(3), "b": np.ones((3, 2), np.float16)})
    pyfunc("sparse_example", input_example=scipy.sparse.csr_matrix(np.eye(3)))
    pyfunc("dict_example", input_example={"question": "why?", "context": {"k": [1, 2]}, "n": None})
    pyfunc("list_example", input_example=["a", "b"])
    pyfunc("chat_example", input_example={"messages": [{"role": "user", "content": "Hi"}]})
    pyfunc("unnamed_frame_example", input_example=pd.DataFrame([[1, "x"], [2, "y"]]))
    keep("type_hints", lambda p: mlflow.pyfunc.save_model(p, python_model=Hinted(), pip_requirements=[], input_example=["a"]))
    scalars = [ColSpec(t, t.name, required=i % 2 == 0) for i, t in enumerate(DataType)]
    nested = Object([
        Property("id", DataType.long),
        Property("tags", Array(DataType.string), required=False),
        Property("deep", Array(Array(Object([Property("x", Map(DataType.double))])))),
    ])
    params = ParamSchema([
        ParamSpec("temperature", "float", 0.5),
        ParamSpec("stop", "string", ["a", "b"], shape=(-1,)),
        ParamSpec("since", "datetime", datetime.datetime(2026, 1, 2, 3, 4, 5)),
        ParamSpec("none", "long", None),
        ParamSpec("object", Object([Property("a", DataType.string)]), {"a": "ü"}),
    ])
    columns = Schema([
        *scalars,
        ColSpec(Array(DataType.double), "array"),
        ColSpec(Array(AnyType()), "anything", required=False),
        ColSpec(nested, "object"),
        ColSpec(Map(Array(DataType.boolean)), "map"),
        ColSpec(AnyType(), "any", required=False),
        ColSpec(SparkMLVector(), "vector"),
    ])
    outputs = Schema([TensorSpec(np.dtype("int64"), (-1,), "label"), TensorSpec(np.dtype("float32"), (-1, 3), "p")])
    pyfunc("all_types", signature=ModelSignature(columns, outputs, params))
    dtypes = ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool", "str", "object", "bytes", "complex64"]
    tensors = Schema([TensorSpec(np.dtype(t), (-1, 2, -1), t) for t in dtypes])
    pyfunc("all_dtypes", signature=ModelSignature(tensors))
    unnamed = Schema([ColSpec("long"), ColSpec("string")])
    pyfunc("unnamed_columns", signature=ModelSignature(unnamed, Schema([ColSpec("double")])))
    with tempfile.TemporaryDirectory() as code:
        module = pathlib.Path(code) / "helping.py"
        module.write_text("X = 1\n")
        artifact = pathlib.Path(code) / "words.txt"
        artifact.write_text("a\n")
        pyfunc(
            "everything",
            code_paths=[str(module)],
            artifacts={"words": str(artifact)},
            model_config={"k": 3, "deep": {"list": [1, "two"]}},
            resources=[DatabricksServingEndpoint("llm"), DatabricksFunction("main.s.f")],
            signature=infer_signature(FRAME, np.ones(3), params={"p": 1}),
        )
        script = pathlib.Path(code) / "model.py"
        script.write_text("import mlflow\nmlflow.models.set_model(lambda model_input: model_input)\n")
        policy = AuthPolicy(
            user_auth_policy=UserAuthPolicy(api_scopes=["workspace.apps"]),
            system_auth_policy=SystemAuthPolicy(resources=[DatabricksServingEndpoint("llm")]),
        )
        keep("from_code", lambda p: mlflow.pyfunc.save_model(p, python_model=str(script), pip_requirements=[], auth_policy=policy, input_example="x"))
    older()


def older():
    """Files as clients of other versions write them."""
    texts = {
        "mlflow_1": """
            artifact_path: model
            flavors:
              python_function:
                data: model.pkl
                env: conda.yaml
                loader_module: mlflow.sklearn
                python_version: 3.6.9
              sklearn:
                pickled_model: model.pkl
                serialization_format: cloudpickle
                sklearn_version: 0.22.1
            run_id: 12e45678901234567890123456789012
            utc_time_created: '2020-05-01 10:00:00.000000'
            """,
        "aliases_and_unknown": """
            flavors:
              onnx: &id001
                data: model.onnx
                extra: [1, 0x1f, 010, 1_000, 1:30, 1.5, 1e3, 1.0e+3, .inf, yes, Off, ~, '', "q", 2026-01-01]
              other: *id001
            signature:
              inputs: '[{"name": "a", "type": "long"}, {"name": "b", "type": "string", "optional": true}]'
              outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]'
            something_new: {a: [], b: {}}
            """,
    }
    for name, text in texts.items():
        target = TARGET / name
        target.mkdir(parents=True, exist_ok=True)
        import textwrap

        (target / "MLmodel").write_text(textwrap.dedent(text).lstrip())
        parsed = yaml.safe_load((target / "MLmodel").read_text())
        (target / "parsed.json").write_text(json.dumps(parsed, indent=1, default=str) + "\n")


if __name__ == "__main__":
    main()
