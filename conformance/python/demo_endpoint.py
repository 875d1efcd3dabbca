"""An endpoint of the server, as the demo of serving changes it and asks it."""

import collections
import concurrent.futures
import threading
import time
from typing import NamedTuple

import demo_server
from demo_server import DemoError

PATIENCE = 120


class Served(NamedTuple):
    """An entity of an endpoint: a version of a model, or `@` and an alias, and its share of the requests in percent."""

    name: str
    version: str
    share: int


class Answer(NamedTuple):
    entity: str
    prediction: int


class Endpoint:
    def __init__(self, url, name, model):
        self.url = url
        self.name = name
        self.model = model
        self.path = f"/api/2.0/serving-endpoints/{name}"
        self.more = f"/api/3.0/cairn/serving-endpoints/{name}"

    def send(self, method, path, body=None):
        return demo_server.send(method, self.url, path, body)

    def exists(self):
        """Whether it is there, which nobody else's may be."""
        answer = demo_server.request("GET", self.url, self.path)
        if answer.status_code == 404:
            return False
        if not answer.ok:
            raise DemoError(f"the endpoint {self.name} cannot be used. {demo_server.reason(answer)}")
        if answer.json()["permission_level"] != "CAN_MANAGE":
            raise DemoError(f"there is an endpoint {self.name} already, which you may not change.")
        return True

    def configure(self, *served):
        """Makes the endpoint or changes it, and waits until it answers so; returns the number of the configuration."""
        entities = [
            {"name": name, "entity_name": self.model, "entity_version": version, "workload_size": "Small"}
            for name, version, _ in served
        ]
        routes = [{"served_entity_name": name, "traffic_percentage": share} for name, _, share in served]
        config = {"served_entities": entities, "traffic_config": {"routes": routes}}
        if self.exists():
            self.send("PUT", f"{self.path}/config", config)
        else:
            self.send("POST", "/api/2.0/serving-endpoints", {"name": self.name, "config": config})
        return self.wait_until(settled)["config"]["config_version"]

    def roll_back(self, config_version):
        """Serves again what an earlier configuration said."""
        self.send("POST", f"{self.more}/rollback", {"config_version": config_version})
        self.wait_until(settled)

    def roll_out(self, rollout):
        """Begins a rollout, and gives what is known of it at its start, at each step and at its end, also if several of them
        were between two looks."""
        known = self.send("POST", f"{self.more}/rollout", rollout).json()
        yield known
        while known["state"] == "RUNNING":
            before = (known["state"], known["step"])
            known = self.wait_until(lambda now: (now["state"], now["step"]) != before, f"{self.more}/rollout")
            for step in range(before[1] + 1, known["step"] + 1):
                yield {**known, "state": "RUNNING", "step": step}
            if known["state"] != "RUNNING":
                yield known

    def served(self):
        """Its entities, with the versions that they serve now, which none does while it takes the place of another."""
        config = self.wait_until(lambda now: all("served_version" in each for each in now["config"]["served_entities"]))["config"]
        shares = {route["served_entity_name"]: route["traffic_percentage"] for route in config["traffic_config"]["routes"]}
        return [Served(each["name"], each["served_version"], shares[each["name"]]) for each in config["served_entities"]]

    def wait_for_version(self, entity, version):
        """Waits until an entity serves a version, which its alias means."""
        self.wait_until(lambda _: any(each[:2] == (entity, version) for each in self.served()))

    def wait_until(self, condition, path=None):
        """What the server tells, as soon as it is as it has to be."""
        end = time.monotonic() + PATIENCE
        while not condition(told := self.send("GET", path or self.path).json()):
            if time.monotonic() > end:
                raise DemoError(f"the endpoint took more than {PATIENCE} s; {self.url}/#/endpoints/{self.name} shows why.")
            time.sleep(0.1)
        return told

    def ask(self, row):
        """Who answers, and the prediction for a row."""
        body = {"dataframe_split": row.to_dict(orient="split")}
        answer = self.send("POST", f"/serving-endpoints/{self.name}/invocations", body)
        return Answer(answer.headers["served-model-name"], answer.json()["predictions"][0]["label"])


def settled(endpoint):
    state = endpoint["state"]
    if state["config_update"] == "UPDATE_FAILED":
        raise DemoError(f"the endpoint cannot serve its model. {'; '.join(failures(endpoint))}")
    return state["ready"] == "READY" and state["config_update"] == "NOT_UPDATING"


def failures(endpoint):
    """What the endpoint says of entities that it cannot serve."""
    config = endpoint.get("pending_config") or endpoint["config"]
    states = [entity.get("state", {}) for entity in config["served_entities"]]
    return [state["deployment_state_message"] for state in states if "deployment_state_message" in state]


class Asking:
    """Asks an endpoint in another thread for as long as a block runs, and counts who answered what, and what got no answer."""

    def __init__(self, endpoint, row):
        self.endpoint = endpoint
        self.row = row
        self.answers = collections.Counter()
        self.lost = 0
        self.ended = threading.Event()
        self.thread = concurrent.futures.ThreadPoolExecutor(1)

    def run(self):
        while not self.ended.is_set():
            try:
                self.answers[self.endpoint.ask(self.row)] += 1
            except Exception:  # whatever the reason, this request was lost
                self.lost += 1
                self.ended.wait(0.1)

    def asked(self):
        return self.answers.total() + self.lost

    def wait_for(self, requests):
        """Waits until so many more requests were answered or lost."""
        least = self.asked() + requests
        end = time.monotonic() + PATIENCE
        while self.asked() < least and not self.running.done():
            if time.monotonic() > end:
                raise DemoError(f"{requests} requests took more than {PATIENCE} s.")
            time.sleep(0.01)

    def __enter__(self):
        self.running = self.thread.submit(self.run)
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.shutdown()
        self.running.result()  # raises what ended the thread before its time
