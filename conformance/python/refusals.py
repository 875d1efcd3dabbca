"""How a request is expected to be refused: through the stock client, and on the wire."""

from contextlib import contextmanager

import pytest
from mlflow.exceptions import MlflowException

INVALID = "INVALID_PARAMETER_VALUE"
MISSING = "RESOURCE_DOES_NOT_EXIST"
TAKEN = "RESOURCE_ALREADY_EXISTS"

_STATUS = {INVALID: 400, TAKEN: 400, "BAD_REQUEST": 400, MISSING: 404, "NOT_IMPLEMENTED": 501}
_CLASS = {
    INVALID: "INVALID_PARAMETER_VALUE",
    TAKEN: "RESOURCE_ALREADY_EXISTS",
    "BAD_REQUEST": "INVALID_PARAMETER_VALUE",
    MISSING: "RESOURCE_NOT_FOUND",
}


@contextmanager
def refused(code, words=""):
    """The block must raise the client's exception with this error code, and these words in its message."""
    with pytest.raises(MlflowException) as caught:
        yield
    assert caught.value.error_code == code, caught.value
    assert words in str(caught.value)


def assert_refusal(response, code, words=""):
    """The response must be the JSON error with this code, the status that belongs to it, and these words."""
    assert response.status_code == _STATUS[code], response.text
    assert response.headers["Content-Type"].startswith("application/json")
    body = response.json()
    assert body["error_code"] == code, body
    assert words in body["message"]
    if code in _CLASS:
        assert body["error_class"] == _CLASS[code]
        assert body["sqlstate"] == "KAM00"
