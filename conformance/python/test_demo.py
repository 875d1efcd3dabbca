"""`./cairn demo` does what it says."""

import demo
import demo_agent
import demo_sweep
import pytest
from environments import CAIRN


def test_the_demo_trains_registers_serves_and_shows(url, client, capsys):
    demo.demonstrate(url, launcher=CAIRN)

    told = capsys.readouterr().out
    assert "They agree" in told
    version = client.get_model_version_by_alias(demo.MODEL, demo.ALIAS)
    assert f"which version {version.version} answers" in told
    assert f"version {version.version}, by ./cairn serve models:/{demo.MODEL}@{demo.ALIAS}" in told
    trained, sweep, agent = (
        client.get_experiment_by_name(name).experiment_id
        for name in (demo.EXPERIMENT, demo_sweep.EXPERIMENT, demo_agent.EXPERIMENT)
    )
    assert f"{url}/#/experiments/{trained}/runs/{version.run_id}" in told
    assert f"{url}/#/experiments/{sweep}/runs?show=charts" in told
    assert f"{url}/#/experiments/{agent}/traces" in told
    assert client.get_run(version.run_id).data.metrics["test_accuracy"] > 0.9


@pytest.mark.parametrize("paths", ["/invocations and /v2", "/invocations", ""])
def test_the_address_of_a_model_server_is_found_whatever_stands_behind_it(paths):
    line = f"Serving models:/{demo.MODEL}@{demo.ALIAS} on http://127.0.0.1:5001{paths}\n"
    assert demo.address_in(line) == "http://127.0.0.1:5001"


def test_a_model_server_that_says_no_address_did_not_start():
    with pytest.raises(demo.DemoError, match="did not start"):
        demo.address_in("")
