"""Models that need Python get environments of their own, with the packages that they name, by `uv`."""

import os
import sys

from environments import NEEDED, check, predict

# The Python of this suite has `uv`.
PATH = os.pathsep.join([os.path.join(sys.prefix, "bin"), os.environ["PATH"]])


def test_a_model_gets_its_packages(tmp_path):
    said = predict(tmp_path, PATH)

    check(said, tmp_path)
    assert "+ colorama==0.4.5" in said.stderr
    assert "Another one is taken" not in said.stderr


def test_a_model_whose_python_cannot_be_had_gets_another_and_one_whose_packages_cannot_is_refused(tmp_path):
    said = predict(tmp_path, PATH, [*NEEDED, "cairn-no-such-package-0==1"], python="3.5.10")

    assert said.returncode == 1, said.stderr
    assert "The model wants Python 3.5, which uv does not get. Another one is taken." in said.stderr
    assert "cairn-no-such-package-0" in said.stderr
    assert "Its environment could not be made" in said.stderr.splitlines()[-1]
    assert "tried again" not in said.stderr
    assert not any(each.is_dir() for each in (tmp_path / ".cache/cairn/environments").iterdir())
