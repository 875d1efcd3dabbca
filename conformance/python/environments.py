"""Asks models by `cairn models predict` in environments that it makes for them."""

import json
import os
import pathlib
import re
import subprocess

import mlflow
import numpy
import pandas

CAIRN = str(pathlib.Path(__file__).resolve().parents[2] / "cairn")
CODE = """
import importlib.metadata
import sys

import mlflow


class Twice(mlflow.pyfunc.PythonModel):
    def predict(self, context, model_input, params=None):
        found = [sys.prefix, importlib.metadata.version("colorama")]
        return {"twice": (2 * model_input["x"]).tolist(), "found": found}


mlflow.models.set_model(Twice())
"""

# The least that MLflow loads and asks a model with.
NEEDED = [f"mlflow-skinny=={mlflow.__version__}", f"numpy=={numpy.__version__}", f"pandas=={pandas.__version__}"]


def predict(folder, path, requirements=None, python=None):
    """Saves a model and asks it, with this PATH.

    :param folder: where it and its environment are
    :param requirements: by default what it needs, with a package whose version its constraints say
    :param python: the version that it wants, by default that of this program
    """
    (folder / "constraints.txt").write_text("colorama==0.4.5\n")
    (folder / "code.py").write_text(CODE)
    (folder / "rows.json").write_text('{"dataframe_split": {"columns": ["x"], "data": [[1.5], [4]]}}')
    mlflow.pyfunc.save_model(
        folder / "model",
        python_model=folder / "code.py",
        pip_requirements=requirements or [*NEEDED, "colorama", f"-c {folder / 'constraints.txt'}"],
    )
    if python:
        wanted = folder / "model" / "python_env.yaml"
        wanted.write_text(re.sub(r"(?m)^python: .*", f"python: {python}", wanted.read_text()))
    variables = {
        "CAIRN_JAVA_OPTS": f"{os.environ.get('CAIRN_JAVA_OPTS', '')} -Duser.home={folder}",
        "PATH": path,
        "UV_PYTHON_DOWNLOADS": "never",
    }
    return subprocess.run(
        [CAIRN, "models", "predict", str(folder / "model"), "-i", str(folder / "rows.json")],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=280,
    )


def check(said, folder):
    """That it predicted, with the packages of an environment of its own."""
    assert said.returncode == 0, said.stderr
    answer = json.loads(said.stdout)["predictions"]
    assert answer["twice"] == [3.0, 8.0]
    place, version = answer["found"]
    assert pathlib.Path(place).parent == folder / ".cache/cairn/environments"
    assert version == "0.4.5"
