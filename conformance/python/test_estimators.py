"""Random estimators of scikit-learn, new ones each time, predict in Java what they predict in Python."""

import json
import random

import estimators
import in_java
import numpy as np

COUNT = 90
TOLERANCE = 1e-10


def test_they_predict_the_same(tmp_path):
    seed = random.SystemRandom().randrange(100_000)
    print(f"python estimators.py OUT --seed {seed} --count {COUNT} makes these models again")
    estimators.write(tmp_path, seed, COUNT)
    for folder in in_java.answer_all(tmp_path):
        assert not (folder / "failed.txt").exists(), f"{folder.name}: {(folder / 'failed.txt').read_text()}"
        case = json.loads((folder / "case.json").read_text())
        answer = np.array(json.loads((folder / "answer.json").read_text())["predictions"])
        expected = np.array(case["expected"])
        about = f"{folder.name}: {case['about']}"
        assert (answer.shape, answer.dtype.kind) == (expected.shape, expected.dtype.kind), about
        if expected.dtype.kind == "f":
            np.testing.assert_allclose(answer, expected, rtol=TOLERANCE, atol=TOLERANCE, err_msg=about)
        else:
            assert answer.tolist() == expected.tolist(), about
