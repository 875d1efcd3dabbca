"""Which version of a registered model a deployment serves, for each form of a model's address."""

import posixpath
from urllib.parse import urlsplit

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.runs_artifact_repo import RunsArtifactRepository
from mlflow.utils.logging_utils import eprint

_FORMS = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID or runs:/RUN/NAME"


class Models:
    """The models of one server."""

    def __init__(self, server):
        self._server = server
        self._client = MlflowClient(tracking_uri=server, registry_uri=server)

    def entity(self, uri, register_as):
        """`entity_name` and `entity_version` of what an address means; a model without a version becomes one of
        `register_as`."""
        name, version = self.registered(uri) or self._register(uri, register_as)
        return {"entity_name": name, "entity_version": version}

    def registered(self, uri):
        """The name and the version, or `@` and the alias, of a registered model; None for what has no version yet."""
        parts = urlsplit(uri)
        if parts.scheme == "runs":
            return None
        path = parts.path.strip("/")
        if parts.scheme != "models" or not path:
            raise _unknown(uri, "A deployment serves what the server keeps: log and register it first.")
        name, _, version = path.partition("/")
        if not version and "@" in name:
            name, _, alias = name.rpartition("@")
            return name, "@" + alias
        if not version:
            if name.startswith("m-"):
                return None
            raise _unknown(uri, "It names no version.")
        if not name or "/" in version:
            raise _unknown(uri, "")
        return name, version if version.isdigit() else self._newest(name, version)

    def _newest(self, name, stage):
        """The newest version of a stage, or of all where it is `latest`."""
        found = self._client.search_model_versions(f"name={_quoted(name)}")
        if stage.lower() != "latest":
            found = [version for version in found if version.current_stage.lower() == stage.lower()]
        if not found:
            raise MlflowException.invalid_parameter_value(f"The model '{name}' has no version for '{stage}'.")
        return str(max(int(version.version) for version in found))

    def _register(self, uri, name):
        logged = self._logged(uri)
        for version in self._client.search_model_versions(f"name={_quoted(name)}"):
            if logged.is_in(version):
                return name, str(version.version)
        try:
            self._client.create_registered_model(name)
        except MlflowException as problem:
            if problem.error_code not in ("RESOURCE_ALREADY_EXISTS", "ALREADY_EXISTS"):
                raise
        made = self._client.create_model_version(
            name, logged.source, run_id=logged.run_id, model_id=logged.model_id
        )
        eprint(f"Registered {uri} as version {made.version} of the model '{name}'.")
        return name, str(made.version)

    def _logged(self, uri):
        path = urlsplit(uri).path.strip("/")
        if urlsplit(uri).scheme == "models":
            model = self._client.get_logged_model(path)
            return _Logged.by_id(model.model_id, model.source_run_id)
        run_id, _, folder = path.partition("/")
        if not folder:
            raise _unknown(uri, "It names no model of the run.")
        run = self._client.get_run(run_id)
        models = self._of_run(run, folder)
        if models:
            newest = max(models, key=lambda model: model.creation_timestamp)
            return _Logged.by_id(newest.model_id, run_id)
        files = [file.path for file in self._client.list_artifacts(run_id, folder)]
        if posixpath.join(folder, "MLmodel") not in files:
            raise MlflowException.invalid_parameter_value(f"The run {run_id} has no model '{folder}'.")
        return _Logged(None, run_id, RunsArtifactRepository.get_underlying_uri(uri, self._server))

    def _of_run(self, run, name):
        found, token = [], None
        while True:
            page = self._client.search_logged_models(
                [run.info.experiment_id], filter_string=f"name = {_quoted(name)}", page_token=token
            )
            found += [model for model in page if model.source_run_id == run.info.run_id]
            token = page.token
            if not token:
                return found


class _Logged:
    """A model that may have no version: its id, or where an older client put its files."""

    def __init__(self, model_id, run_id, source):
        self.model_id = model_id
        self.run_id = run_id
        self.source = source

    @classmethod
    def by_id(cls, model_id, run_id):
        return cls(model_id, run_id, f"models:/{model_id}")

    def is_in(self, version):
        """Whether it is what a version was made of."""
        if self.model_id:
            return version.source == self.source or version.model_id == self.model_id
        return (version.run_id, version.source) == (self.run_id, self.source)


def _quoted(text):
    if "'" in text:
        raise MlflowException.invalid_parameter_value(f"A model is not called \"{text}\".")
    return f"'{text}'"


def _unknown(uri, why):
    return MlflowException.invalid_parameter_value(f"'{uri}' cannot be deployed. {why} Give {_FORMS}.".replace("  ", " "))
