"""Random boosted models, new ones each time, predict in Java what they predict in Python."""

import json
import os
import random
import subprocess
from pathlib import Path

import boosters
import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
COUNT = 60


@pytest.fixture(scope="module", params=list(boosters.LIBRARIES))
def folders(request, tmp_path_factory):
    """Folders with models of a library, each with the answer of Java to a request."""
    seed = random.SystemRandom().randrange(100_000)
    print(f"python boosters.py OUT --library {request.param} --seed {seed} --count {COUNT} makes these models again")
    out = tmp_path_factory.mktemp(request.param)
    boosters.write(out, request.param, seed, COUNT)
    folders = sorted(out.iterdir())
    for folder in folders:
        case = json.loads((folder / "case.json").read_text())
        table = {"dataframe_split": {"columns": case["columns"], "data": case["rows"]}}
        (folder / "request.json").write_text(json.dumps(table if case["columns"] else {"inputs": case["rows"]}))
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    jar = ROOT / "server" / "target" / "cairn.jar"
    subprocess.run([java, "-cp", jar, ROOT / "conformance" / "scoring" / "Answer.java", out], check=True, timeout=300)
    return folders


def test_they_predict_the_same(folders):
    for folder in folders:
        assert not (folder / "failed.txt").exists(), f"{folder.name}: {(folder / 'failed.txt').read_text()}"
        case = json.loads((folder / "case.json").read_text())
        answer = np.array(json.loads((folder / "answer.json").read_text())["predictions"], dtype=float)
        expected = np.array(case["expected"], dtype=float)
        expected[~np.isfinite(expected)] = np.nan
        assert answer.shape == expected.shape, f"{folder.name}: {case['about']}"
        np.testing.assert_allclose(
            answer, expected, rtol=boosters.tolerance(case["about"]), atol=0, err_msg=f"{folder.name}: {case['about']}"
        )
