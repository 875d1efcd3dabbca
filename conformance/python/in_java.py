"""Asks models in Java what was asked of their library."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def answer_all(out):
    """Writes an `answer.json`, or else a `failed.txt`, beside each `case.json`; returns the folders."""
    folders = sorted(out.iterdir())
    for folder in folders:
        case = json.loads((folder / "case.json").read_text())
        table = {"dataframe_split": {"columns": case["columns"], "data": case["rows"]}}
        (folder / "request.json").write_text(json.dumps(table if case["columns"] else {"inputs": case["rows"]}))
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    jar = ROOT / "server" / "target" / "cairn.jar"
    subprocess.run([java, "-cp", jar, ROOT / "conformance" / "scoring" / "Answer.java", out], check=True, timeout=300)
    return folders
