"""The demos on a server with accounts."""

import demo
import demo_server
import demo_serving
import pytest

from people import PASSWORD


@pytest.mark.parametrize("demonstrate", [demo.demonstrate, demo_serving.demonstrate])
def test_whoever_is_not_signed_in_is_told_so_before_anything_is_made(url, sign_in, demonstrate, capsys):
    sign_in()
    with pytest.raises(demo_server.DemoError, match="does not let you in. Sign in: set MLFLOW_TRACKING_TOKEN"):
        demonstrate(url)
    assert capsys.readouterr().out == ""


def test_an_endpoint_of_somebody_else_is_left_alone(url, sign_in, ann, bob, unique, monkeypatch, capsys):
    monkeypatch.setattr(demo_serving, "ENDPOINT", unique("demo"))
    monkeypatch.setattr(demo_serving, "MODEL", unique("demo"))
    sign_in(username=ann, password=PASSWORD)
    demo_serving.demonstrate(url)
    capsys.readouterr()
    sign_in(username=bob, password=PASSWORD)
    with pytest.raises(demo_server.DemoError, match="there is an endpoint .* already, which you may not change"):
        demo_serving.demonstrate(url)
    assert capsys.readouterr().out == ""
