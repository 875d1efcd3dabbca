"""Random boosted models, new ones each time, predict in Java what they predict in Python."""

import random

import boosters
import in_java
import numpy as np
import pytest

COUNT = 60


@pytest.fixture(scope="module", params=list(boosters.LIBRARIES))
def folders(request, tmp_path_factory):
    """Folders with models of a library, each with the answer of Java to a request."""
    seed = random.SystemRandom().randrange(100_000)
    print(f"python boosters.py OUT --library {request.param} --seed {seed} --count {COUNT} makes these models again")
    out = tmp_path_factory.mktemp(request.param)
    boosters.write(out, request.param, seed, COUNT)
    return in_java.answer_all(out)


def test_they_predict_the_same(folders):
    for folder in folders:
        case, predictions = in_java.answer_of(folder)
        answer = np.array(predictions, dtype=float)
        expected = np.array(case["expected"], dtype=float)
        expected[~np.isfinite(expected)] = np.nan
        assert answer.shape == expected.shape, f"{folder.name}: {case['about']}"
        np.testing.assert_allclose(
            answer, expected, rtol=boosters.tolerance(case["about"]), atol=0, err_msg=f"{folder.name}: {case['about']}"
        )
