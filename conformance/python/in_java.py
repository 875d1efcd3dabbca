"""Asks models in Java what was asked of their library."""

import json
import os
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]


def catboost():
    """The class path of CatBoost's evaluator, which Maven has where the server was built."""
    return (ROOT / "scoring" / "target" / "catboost-classpath").read_text().strip()


def answer_all(out, plugins=""):
    """Writes an `answer.json`, or else a `failed.txt`, beside each `case.json`; returns the folders.

    `plugins` is a class path of jars that do not come with Cairn.
    """
    folders = sorted(out.iterdir())
    for folder in folders:
        case = json.loads((folder / "case.json").read_text())
        table = {"dataframe_split": {"columns": case["columns"], "data": case["rows"]}}
        (folder / "request.json").write_text(json.dumps(table if case["columns"] else {"inputs": case["rows"]}))
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    jars = ":".join(each for each in (str(ROOT / "server" / "target" / "cairn.jar"), plugins) if each)
    answer = ROOT / "conformance" / "scoring" / "Answer.java"
    subprocess.run([java, "--enable-native-access=ALL-UNNAMED", "-cp", jars, answer, out], check=True, timeout=300)
    return folders


def answer_of(folder):
    """What was asked of a model, with what its library predicted, and the predictions of Java."""
    assert not (folder / "failed.txt").exists(), f"{folder.name}: {(folder / 'failed.txt').read_text()}"
    case = json.loads((folder / "case.json").read_text())
    return case, json.loads((folder / "answer.json").read_text())["predictions"]


def assert_same(folder, rtol, atol):
    """Java predicts the same shape and kind of values; numbers within the tolerances, which are of the case."""
    case, predictions = answer_of(folder)
    answer, expected = np.array(predictions), np.array(case["expected"])
    about = f"{folder.name}: {case['about']}"
    assert (answer.shape, answer.dtype.kind) == (expected.shape, expected.dtype.kind), about
    if expected.dtype.kind == "f":
        np.testing.assert_allclose(answer, expected, rtol=rtol(case["about"]), atol=atol, err_msg=about)
    else:
        assert answer.tolist() == expected.tolist(), about
