"""What the demos have in common: the server that they talk to, as MLflow's client does, and what they tell the person."""

import contextlib
import io
import logging
import os
import sys
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
os.environ.setdefault("MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT", "true")


class DemoError(Exception):
    """A reason to stop, told to the user as one sentence."""


def say(sentence):
    print(f"> {sentence}", flush=True)


def run(demonstrate, *arguments):
    """Runs a demo as a program, which tells in one sentence why it stopped, and keeps MLflow's own remarks to itself."""
    try:
        say("Loading the libraries")
        from mlflow.exceptions import MlflowException

        logging.getLogger("mlflow").setLevel(logging.ERROR)
        warnings.filterwarnings("ignore")
        demonstrate(*arguments)
    except KeyboardInterrupt:
        sys.exit(130)
    except (DemoError, MlflowException) as problem:
        print(f"The demo stopped: {problem}", file=sys.stderr)
        sys.exit(1)


def connect(url):
    """Has MLflow use a server, once that has answered whoever MLflow is signed in as."""
    import mlflow

    require_server(url)
    answer = request("POST", url, "/api/2.0/mlflow/experiments/search", {"max_results": 1})
    if not answer.ok:
        raise DemoError(f"the server at {url} does not let you in. {reason(answer)}")
    mlflow.set_tracking_uri(url)
    mlflow.set_registry_uri(url)


def require_server(url):
    import requests
    from mlflow.exceptions import MlflowException

    try:
        answer = request("GET", url, "/health", timeout=10)
    except MlflowException as problem:
        if isinstance(problem.__context__, requests.exceptions.SSLError):
            trusted = "MLFLOW_TRACKING_SERVER_CERT_PATH names the file of a certificate to trust."
            raise DemoError(f"there is no safe connection to {url}. {trusted}") from problem
        raise DemoError(f"no tracking server answers at {url}. Is it started?") from problem
    if answer.status_code != 200:
        raise DemoError(f"the server at {url} is not a healthy tracking server: /health answers {answer.status_code}.")


def send(method, url, path, body=None):
    """Sends a request; returns the answer, which is a success."""
    answer = request(method, url, path, body)
    if not answer.ok:
        raise DemoError(f"{method} {path} was answered {answer.status_code}: {reason(answer)}")
    return answer


def request(method, url, path, body=None, timeout=60):
    """Sends a request once, with the credentials, workspace and certificates of MLflow's own calls; returns the answer."""
    from mlflow.utils.credentials import get_default_host_creds
    from mlflow.utils.rest_utils import http_request

    whole = {"max_retries": 0, "raise_on_status": False, "timeout": timeout}
    return http_request(get_default_host_creds(url), path, method, json=body, **whole)


def reason(answer):
    """What a server says of a refusal."""
    try:
        return answer.json()["message"]
    except (ValueError, KeyError, TypeError):
        return answer.text[:500]


@contextlib.contextmanager
def quiet():
    """Keeps the client's own chatter off the standard error while the block runs."""
    with contextlib.redirect_stderr(io.StringIO()):
        yield
