"""`MLmodel` files that the Java client has read and written again are to the stock client what they were."""

import os
import subprocess
from pathlib import Path

import pytest
from mlflow.models import Model

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "client" / "target"
STOCK = ROOT / "scoring" / "src" / "test" / "resources" / "mlmodels"
# One was written by hand, with what the stock client does not read.
NAMES = sorted(folder.name for folder in STOCK.iterdir() if folder.name != "aliases_and_unknown")


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    out = tmp_path_factory.mktemp("rewritten")
    classes = [str(CLIENT / "test-classes"), str(CLIENT / "classes"), (CLIENT / "test-classpath").read_text().strip()]
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    command = [java, "-cp", ":".join(classes), "dev.cairn.client.RewrittenModels", str(STOCK), str(out)]
    subprocess.run(command, check=True, timeout=120)
    return out


@pytest.mark.parametrize("name", NAMES)
def test_a_model_is_read_as_before(rewritten, name):
    before, after = Model.load(str(STOCK / name)), Model.load(str(rewritten / name))

    assert after.to_dict() == before.to_dict()
    assert after.signature == before.signature
    assert after.saved_input_example_info == before.saved_input_example_info
