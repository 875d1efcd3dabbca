"""Webhooks, with a receiver on this machine: the server is started with `--webhook-schemes https,http
--webhook-networks 127.0.0.1`."""

import pytest
from mlflow.entities.webhook import WebhookEvent, WebhookStatus

from receiver import SECRET, Receiver
from refusals import INVALID, refused

CREATED = "registered_model.created"


@pytest.fixture
def receiver():
    with Receiver() as server:
        yield server
        server.shutdown()


@pytest.fixture
def webhook(client, receiver, unique):
    """Makes a webhook for some events, which is deleted after the test."""
    made = []

    def make(*events):
        made.append(client.create_webhook(unique("webhook"), receiver.url, list(events), secret=SECRET))
        return made[-1]

    yield make
    for one in made:
        client.delete_webhook(one.webhook_id)


def test_a_webhook_is_read_back_without_its_secret(client, webhook):
    made = webhook(CREATED)
    read = client.get_webhook(made.webhook_id)
    assert (read.name, read.url, read.status) == (made.name, made.url, WebhookStatus.ACTIVE)
    assert read.events == [WebhookEvent.from_str(CREATED)]
    assert read.secret is None
    assert made.webhook_id in [one.webhook_id for one in client.list_webhooks()]


def test_what_happens_to_a_model_is_sent_in_order_and_signed(client, webhook, receiver, unique):
    webhook(CREATED, "model_version.created", "model_version_tag.set", "model_version_alias.created")
    name = unique("model")
    client.create_registered_model(name)
    client.create_model_version(name, "s3://bucket/path")
    client.set_model_version_tag(name, 1, "checked", "yes")
    client.set_registered_model_alias(name, "champion", 1)
    sent = [receiver.next() for _ in range(4)]
    assert [(one["entity"], one["action"]) for one in sent] == [
        ("registered_model", "created"),
        ("model_version", "created"),
        ("model_version_tag", "set"),
        ("model_version_alias", "created"),
    ]
    assert {one["data"]["name"] for one in sent} == {name}
    assert sent[-1]["data"] == {"name": name, "alias": "champion", "version": "1"}


def test_a_test_tells_what_the_receiver_answered(client, webhook, receiver):
    result = client.test_webhook(webhook(CREATED).webhook_id)
    assert (result.success, result.response_status, result.response_body) == (True, 200, "thanks")
    assert receiver.next()["entity"] == "registered_model"


def test_a_disabled_webhook_is_told_nothing(client, webhook, receiver, unique):
    made = webhook(CREATED)
    client.update_webhook(made.webhook_id, status="DISABLED")
    client.create_registered_model(unique("unheard"))
    client.update_webhook(made.webhook_id, status="ACTIVE")
    heard = client.create_registered_model(unique("heard")).name
    assert receiver.next()["data"]["name"] == heard


@pytest.mark.parametrize("bad", ["ftp://example.org/hook", "https://10.0.0.1/hook", "http://169.254.169.254/latest"])
def test_an_address_that_leads_elsewhere_is_refused(client, unique, bad):
    with refused(INVALID):
        client.create_webhook(unique("webhook"), bad, [CREATED])
