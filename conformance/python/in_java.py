"""Asks models in Java what was asked of their library."""

import json
import os
import subprocess
from pathlib import Path

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
