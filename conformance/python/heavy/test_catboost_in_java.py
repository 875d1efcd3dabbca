"""Random models of CatBoost, new ones each time, predict in Java what they predict in Python."""

import json
import random

import boosters
import in_java
import numpy as np

COUNT = 60
EXPONENTIALS = ("Poisson", "Tweedie")  # of which the last bit may differ


def test_they_predict_the_same(tmp_path):
    seed = random.SystemRandom().randrange(100_000)
    print(f"python boosters.py OUT --library catboost --seed {seed} --count {COUNT} makes these models again")
    boosters.write(tmp_path, "catboost", seed, COUNT)
    folders = in_java.answer_all(tmp_path, in_java.catboost())
    assert len(folders) > COUNT // 2
    for folder in folders:
        assert not (folder / "failed.txt").exists(), f"{folder.name}: {(folder / 'failed.txt').read_text()}"
        case = json.loads((folder / "case.json").read_text())
        answer = np.array(json.loads((folder / "answer.json").read_text())["predictions"])
        expected = np.array(case["expected"])
        about = f"{folder.name}: {case['about']}"
        assert (answer.shape, answer.dtype.kind) == (expected.shape, expected.dtype.kind), about
        if expected.dtype.kind == "f":
            tolerance = 1e-15 if case["about"]["loss_function"].startswith(EXPONENTIALS) else 0
            np.testing.assert_allclose(answer, expected, rtol=tolerance, atol=0, err_msg=about)
        else:
            assert answer.tolist() == expected.tolist(), about
