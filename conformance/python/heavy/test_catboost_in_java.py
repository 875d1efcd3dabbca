"""Random models of CatBoost, new ones each time, predict in Java what they predict in Python."""

import random

import boosters
import in_java

COUNT = 60
EXPONENTIALS = ("Poisson", "Tweedie")  # of which the last bit may differ


def test_they_predict_the_same(tmp_path):
    seed = random.SystemRandom().randrange(100_000)
    print(f"python boosters.py OUT --library catboost --seed {seed} --count {COUNT} makes these models again")
    boosters.write(tmp_path, "catboost", seed, COUNT)
    folders = in_java.answer_all(tmp_path, in_java.catboost())
    assert len(folders) > COUNT // 2
    for folder in folders:
        in_java.assert_same(folder, tolerance, 0)


def tolerance(about):
    return 1e-15 if about["loss_function"].startswith(EXPONENTIALS) else 0
