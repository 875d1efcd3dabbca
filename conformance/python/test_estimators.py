"""Random estimators of scikit-learn, new ones each time, predict in Java what they predict in Python."""

import random

import estimators
import in_java

COUNT = 90
TOLERANCE = 1e-10


def test_they_predict_the_same(tmp_path):
    seed = random.SystemRandom().randrange(100_000)
    print(f"python estimators.py OUT --seed {seed} --count {COUNT} makes these models again")
    estimators.write(tmp_path, seed, COUNT)
    for folder in in_java.answer_all(tmp_path):
        in_java.assert_same(folder, rtol=lambda _: TOLERANCE, atol=TOLERANCE)
