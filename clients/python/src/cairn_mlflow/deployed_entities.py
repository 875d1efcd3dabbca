"""The settings of a deployment, and the configuration of an endpoint with one of its entities made, changed or removed."""

import json

from mlflow.exceptions import MlflowException
from mlflow.protos.databricks_pb2 import RESOURCE_DOES_NOT_EXIST

# What a request says of an entity; the rest of an answer is the server's.
_ASKED = (
    "name",
    "entity_name",
    "entity_version",
    "workload_size",
    "workload_type",
    "scale_to_zero_enabled",
    "cairn_idle_seconds",
    "min_provisioned_concurrency",
    "max_provisioned_concurrency",
    "environment_vars",
    "cairn_placement",
    "cairn_shadow",
)


def _flag(text):
    if str(text).lower() not in ("true", "false"):
        raise ValueError("true or false")
    return str(text).lower() == "true"


def _record(text):
    value = json.loads(text) if isinstance(text, str) else text
    if not isinstance(value, dict):
        raise ValueError("an object")
    return value


def _percentage(text):
    value = int(text)
    if not 0 <= value <= 100:
        raise ValueError("between 0 and 100")
    return value


# Settings of an entity go to the server as they are; the others are the client's own. Values of the command line are texts.
_OF_ENTITY = {
    "workload_size": str,
    "workload_type": str,
    "scale_to_zero_enabled": _flag,
    "cairn_idle_seconds": int,
    "environment_vars": _record,
    "cairn_placement": str,
    "cairn_shadow": _record,
}
_OWN = {
    "traffic": _percentage,
    "registered_model_name": str,
    "synchronous": _flag,
    "timeout_seconds": float,
}
_OF_ENDPOINT = {"description": str, "tags": _record}


class Settings:
    """What `config` says, read and checked."""

    def __init__(self, config, is_new_endpoint=False):
        known = {**_OF_ENTITY, **_OWN, **(_OF_ENDPOINT if is_new_endpoint else {})}
        values = {}
        for name, given in (config or {}).items():
            if name not in known:
                raise MlflowException.invalid_parameter_value(
                    f"There is no setting '{name}' here. There are {', '.join(sorted(known))}."
                )
            try:
                values[name] = known[name](given)
            except (TypeError, ValueError) as problem:
                raise MlflowException.invalid_parameter_value(
                    f"The setting '{name}' cannot be '{given}': {problem}."
                ) from problem
        self.entity = {name: values[name] for name in _OF_ENTITY if name in values}
        self.traffic = values.get("traffic")
        if is_new_endpoint and self.traffic not in (None, 100):
            raise MlflowException.invalid_parameter_value(
                f"The only deployment of a new endpoint gets all its requests, and not {self.traffic} percent of them."
            )
        self.registered_model_name = values.get("registered_model_name")
        self.is_synchronous = values.get("synchronous", True)
        self.timeout_seconds = values.get("timeout_seconds", 1200.0)
        self.description = values.get("description")
        self.tags = [{"key": key, "value": str(value)} for key, value in values.get("tags", {}).items()]


class Entities:
    """What an endpoint serves and with which shares, on its way to another configuration."""

    def __init__(self, endpoint):
        config = endpoint.get("config") or endpoint.get("pending_config") or {}
        self._endpoint = endpoint["name"]
        self._entities = [_asked(entity) for entity in config.get("served_entities", [])]
        traffic = config.get("traffic_config") or {}
        self._key = traffic.get("cairn_key")
        self._shares = {route["served_entity_name"]: route["traffic_percentage"] for route in traffic.get("routes", [])}

    def names(self):
        return [entity["name"] for entity in self._entities]

    def named(self, name):
        for entity in self._entities:
            if entity["name"] == name:
                return entity
        raise MlflowException(
            f"The endpoint '{self._endpoint}' has no deployment '{name}'. It has {', '.join(self.names())}.",
            error_code=RESOURCE_DOES_NOT_EXIST,
        )

    def add(self, entity, share):
        if entity["name"] in self.names():
            raise MlflowException.invalid_parameter_value(
                f"The endpoint '{self._endpoint}' has a deployment '{entity['name']}' already: update that one."
            )
        self._entities.append(entity)
        if not entity.get("cairn_shadow"):
            self._shares[entity["name"]] = 0
        self.share(entity["name"], share)

    def change(self, name, changes, share=None):
        entity = self.named(name)
        if changes.get("cairn_shadow"):
            self._withdraw(name)
        elif "cairn_shadow" in changes:
            self._shares.setdefault(name, 0)
        entity.update(changes)
        self.share(name, share)

    def remove(self, name):
        entity = self.named(name)
        if len(self._entities) == 1:
            raise MlflowException.invalid_parameter_value(
                f"'{name}' is all that the endpoint '{self._endpoint}' serves: delete the endpoint."
            )
        self._withdraw(name)
        self._entities.remove(entity)

    def _withdraw(self, name):
        """Takes an entity out of those that share the requests."""
        if self._shares.get(name) == 100:
            raise MlflowException.invalid_parameter_value(
                f"'{name}' gets all requests of the endpoint '{self._endpoint}': give another one its share first."
            )
        if self._shares.get(name):
            self.share(name, 0)
        self._shares.pop(name, None)

    def share(self, name, percentage):
        """Gives one entity so much, and what is left to the others as it was divided; None changes nothing."""
        if percentage is None or self._shares.get(name) == percentage:
            return
        others = {other: share for other, share in self._shares.items() if other != name}
        if name not in self._shares or (not others and percentage != 100):
            raise MlflowException.invalid_parameter_value(
                f"'{name}' cannot have {percentage} percent of the requests: there is no other that gets the rest."
                if name in self._shares
                else f"'{name}' is a shadow, which gets no share of the requests."
            )
        self._shares = {**_divided(others, 100 - percentage), name: percentage}

    def config(self):
        routes = [{"served_entity_name": name, "traffic_percentage": share} for name, share in self._shares.items()]
        traffic = {"routes": routes, **({"cairn_key": self._key} if self._key else {})}
        return {"served_entities": [_asked(entity) for entity in self._entities], "traffic_config": traffic}


def _divided(shares, whole):
    """Whole percentages that are `whole` together, in the proportion that they had; equal ones where they had nothing."""
    if not shares:
        return {}
    weights = shares if sum(shares.values()) else dict.fromkeys(shares, 1)
    exact = {name: whole * weight / sum(weights.values()) for name, weight in weights.items()}
    parts = {name: int(value) for name, value in exact.items()}
    by_rest = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in by_rest[: whole - sum(parts.values())]:
        parts[name] += 1
    return parts


def _asked(entity):
    return {name: entity[name] for name in _ASKED if entity.get(name) not in (None, {})}
