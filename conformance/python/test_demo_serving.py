"""`./cairn demo serving` does what it says."""

import demo_serving
import requests


def test_the_demo_serves_splits_moves_and_shows(url, client, capsys):
    demo_serving.demonstrate(url)

    told = capsys.readouterr().out
    assert "The rollout is DONE" in told
    assert told.count(", 0 were not") == 2
    assert f"{url}/#/endpoints/{demo_serving.ENDPOINT}" in told
    assert requests.get(f"{url}/").status_code == 200

    newest = client.search_model_versions(f"name = '{demo_serving.MODEL}'")
    second = max(int(version.version) for version in newest)
    assert int(client.get_model_version_by_alias(demo_serving.MODEL, "Champion").version) == second
    endpoint = requests.get(f"{url}{demo_serving.ROUTES}/{demo_serving.ENDPOINT}").json()
    assert endpoint["state"] == {"ready": "READY", "config_update": "NOT_UPDATING"}
    served = {each["name"]: each.get("served_version") for each in endpoint["config"]["served_entities"]}
    assert served == {"current": str(second), "challenger": str(second)}
    shares = endpoint["config"]["traffic_config"]["routes"]
    assert [share["traffic_percentage"] for share in shares] == [90, 10]
