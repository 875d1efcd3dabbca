"""A model that needs Python gets an environment of its own where the machine has no `uv`. That takes pip a minute or two."""

import os

from environments import check, predict


def test_a_model_gets_its_packages_by_pip(tmp_path):
    folders = os.environ["PATH"].split(os.pathsep)
    said = predict(tmp_path, os.pathsep.join(each for each in folders if not os.path.exists(os.path.join(each, "uv"))))

    check(said, tmp_path)
    assert "Successfully installed" in said.stderr
