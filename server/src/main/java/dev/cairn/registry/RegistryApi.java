package dev.cairn.registry;

import static dev.cairn.access.Resource.MODEL_VERSION;
import static dev.cairn.access.Resource.REGISTERED_MODEL;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetLatestVersions;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.GetRegisteredModelDatabricks;
import dev.cairn.protocol.registry.ListModelVersionArtifacts;
import dev.cairn.protocol.registry.ListRegisteredModels;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.registry.UpdateRegisteredModel;

/// The routes of the registry.
final class RegistryApi {
    private static final String V2 = "2.0/mlflow";
    private static final Permission READ = Permission.read(REGISTERED_MODEL);
    private static final Permission EDIT = Permission.edit(REGISTERED_MODEL);

    private RegistryApi() {}

    static void models(Routes routes, RegisteredModels rules, RegisteredModelSearch search, ModelVersions versions) {
        Routes.Api api = routes.api(V2);
        api.post(
                "registered-models/create",
                Permission.create(REGISTERED_MODEL),
                CreateRegisteredModel.class,
                rules::create);
        api.get("registered-models/get", READ, GetRegisteredModel.class, rules::get);
        api.get("databricks/registered-models/get", READ, GetRegisteredModelDatabricks.class, rules::getNumbered);
        api.patch("registered-models/update", EDIT, UpdateRegisteredModel.class, rules::update);
        api.post("registered-models/rename", EDIT, RenameRegisteredModel.class, rules::rename);
        api.delete(
                "registered-models/delete",
                Permission.manage(REGISTERED_MODEL),
                DeleteRegisteredModel.class,
                rules::delete);
        api.get(
                "registered-models/search",
                Permission.filtered(REGISTERED_MODEL),
                SearchRegisteredModels.class,
                search::search);
        api.get(
                "registered-models/list",
                Permission.filtered(REGISTERED_MODEL),
                ListRegisteredModels.class,
                search::list);
        api.post("registered-models/set-tag", EDIT, SetRegisteredModelTag.class, rules::setTag);
        api.delete("registered-models/delete-tag", EDIT, DeleteRegisteredModelTag.class, rules::deleteTag);
        api.get("registered-models/get-latest-versions", READ, GetLatestVersions.class, versions::latest);
        api.post("registered-models/get-latest-versions", READ, GetLatestVersions.class, versions::latest);
    }

    static void versions(Routes routes, ModelVersions rules, ModelVersionSearch search) {
        Permission read = Permission.read(MODEL_VERSION);
        Permission edit = Permission.edit(MODEL_VERSION);
        Routes.Api api = routes.api(V2);
        api.post("model-versions/create", EDIT, CreateModelVersion.class, rules::create);
        api.get("model-versions/get", read, GetModelVersion.class, rules::get);
        api.patch("model-versions/update", edit, UpdateModelVersion.class, rules::update);
        api.delete("model-versions/delete", Permission.manage(MODEL_VERSION), DeleteModelVersion.class, rules::delete);
        api.post("model-versions/transition-stage", edit, TransitionModelVersionStage.class, rules::transition);
        api.get("model-versions/get-download-uri", read, GetModelVersionDownloadUri.class, rules::downloadUri);
        api.get("model-versions/search", Permission.filtered(MODEL_VERSION), SearchModelVersions.class, search::search);
        api.post("model-versions/set-tag", edit, SetModelVersionTag.class, rules::setTag);
        api.delete("model-versions/delete-tag", edit, DeleteModelVersionTag.class, rules::deleteTag);
    }

    static void aliases(Routes routes, Aliases rules) {
        Routes.Api api = routes.api(V2);
        api.post("registered-models/alias", EDIT, SetRegisteredModelAlias.class, rules::set);
        api.delete("registered-models/alias", EDIT, DeleteRegisteredModelAlias.class, rules::delete);
        api.get("registered-models/alias", READ, GetModelVersionByAlias.class, rules::get);
    }

    static void artifacts(Routes routes, VersionArtifacts artifacts) {
        Permission read = Permission.read(MODEL_VERSION);
        routes.root().raw(Method.GET, VersionArtifacts.FILE, read, artifacts::send);
        Routes.Api api = routes.api(V2);
        api.get("model-versions/list-artifacts", read, ListModelVersionArtifacts.class, artifacts::list);
        api.audited(Audited.READS).raw(Method.GET, "model-versions/get-signed-download-uri", read, artifacts::sign);
    }
}
