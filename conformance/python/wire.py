"""The HTTP side of the tracking API, without a client in between."""

import os

import requests

API = "/api/2.0/mlflow/"


def credentials():
    """The headers of who is signed in as the stock client is, by a token; none without one."""
    token = os.environ.get("MLFLOW_TRACKING_TOKEN")
    return {"Authorization": f"Bearer {token}"} if token else {}


class Wire:
    """A connection to the server; a path without a leading slash is taken below /api/2.0/mlflow/."""

    def __init__(self, url):
        self._url = url
        self._session = requests.Session()
        self._session.headers.update(credentials())

    def send(self, method, path, **options):
        path = path if path.startswith("/") else API + path
        return self._session.request(method, self._url + path, timeout=60, **options)

    def get(self, path, /, **query):
        return self.send("GET", path, params=query)

    def post(self, path, /, **body):
        return self.send("POST", path, json=body)

    def patch(self, path, /, **body):
        return self.send("PATCH", path, json=body)

    def delete(self, path, /, **body):
        return self.send("DELETE", path, json=body)

    def answer(self, method, path, /, **arguments):
        """The JSON of an answer that must be a success; GET arguments go to the query, others to the body."""
        carrier = "params" if method == "GET" else "json"
        response = self.send(method, path, **{carrier: arguments})
        assert response.status_code == 200, response.text
        return response.json()
