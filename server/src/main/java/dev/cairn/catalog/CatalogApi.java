package dev.cairn.catalog;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.catalog.CreateCatalog;
import dev.cairn.protocol.catalog.CreateCatalogModel;
import dev.cairn.protocol.catalog.CreateCatalogVersion;
import dev.cairn.protocol.catalog.CreateEntityTag;
import dev.cairn.protocol.catalog.CreateGovernedModel;
import dev.cairn.protocol.catalog.CreateGovernedVersion;
import dev.cairn.protocol.catalog.CreateSchema;
import dev.cairn.protocol.catalog.DeleteCatalog;
import dev.cairn.protocol.catalog.DeleteCatalogAlias;
import dev.cairn.protocol.catalog.DeleteCatalogModel;
import dev.cairn.protocol.catalog.DeleteCatalogVersion;
import dev.cairn.protocol.catalog.DeleteEntityTag;
import dev.cairn.protocol.catalog.DeleteSchema;
import dev.cairn.protocol.catalog.EmitVersionLineage;
import dev.cairn.protocol.catalog.FinalizeCatalogVersion;
import dev.cairn.protocol.catalog.FinalizeGovernedVersion;
import dev.cairn.protocol.catalog.GenerateCatalogCredentials;
import dev.cairn.protocol.catalog.GenerateGovernedCredentials;
import dev.cairn.protocol.catalog.GetCatalog;
import dev.cairn.protocol.catalog.GetCatalogModel;
import dev.cairn.protocol.catalog.GetCatalogVersion;
import dev.cairn.protocol.catalog.GetCatalogVersionByAlias;
import dev.cairn.protocol.catalog.GetEffectiveGrants;
import dev.cairn.protocol.catalog.GetEntityTag;
import dev.cairn.protocol.catalog.GetGovernedModel;
import dev.cairn.protocol.catalog.GetGovernedVersion;
import dev.cairn.protocol.catalog.GetGovernedVersionByAlias;
import dev.cairn.protocol.catalog.GetGrants;
import dev.cairn.protocol.catalog.GetMetastore;
import dev.cairn.protocol.catalog.GetMetastoreAssignment;
import dev.cairn.protocol.catalog.GetMetastoreSummary;
import dev.cairn.protocol.catalog.GetSchema;
import dev.cairn.protocol.catalog.IsSdkRepositoryEnabled;
import dev.cairn.protocol.catalog.ListCatalogModels;
import dev.cairn.protocol.catalog.ListCatalogVersions;
import dev.cairn.protocol.catalog.ListCatalogs;
import dev.cairn.protocol.catalog.ListEntityTags;
import dev.cairn.protocol.catalog.ListMetastores;
import dev.cairn.protocol.catalog.ListSchemas;
import dev.cairn.protocol.catalog.PromoteVersion;
import dev.cairn.protocol.catalog.SearchGovernedModels;
import dev.cairn.protocol.catalog.SearchGovernedVersions;
import dev.cairn.protocol.catalog.SetCatalogAlias;
import dev.cairn.protocol.catalog.UpdateCatalog;
import dev.cairn.protocol.catalog.UpdateCatalogModel;
import dev.cairn.protocol.catalog.UpdateCatalogVersion;
import dev.cairn.protocol.catalog.UpdateEntityTag;
import dev.cairn.protocol.catalog.UpdateGovernedModel;
import dev.cairn.protocol.catalog.UpdateGovernedVersion;
import dev.cairn.protocol.catalog.UpdateGrants;
import dev.cairn.protocol.catalog.UpdateSchema;
import dev.cairn.protocol.catalog.UpdateSecurableTags;
import dev.cairn.protocol.catalog.UpdateSubentityTags;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;

/// The routes of the catalogue. Whoever is signed in may ask; what they may do is granted on things, not by roles.
final class CatalogApi {
    private static final String NATIVE = "2.1/unity-catalog";
    private static final String MLFLOW = "2.0/mlflow/unity-catalog";
    private static final Permission ANY = Permission.account();

    /// Versions are made of what the caller has in a workspace.
    private static final Permission IN_WORKSPACE = Permission.signedIn();

    private CatalogApi() {}

    static void things(Routes routes, Metastore metastore, Catalogs catalogs, Schemas schemas) {
        Routes.Api api = routes.api(NATIVE);
        api.get("metastores", ANY, ListMetastores.class, metastore::list);
        api.get("metastores/{id}", ANY, GetMetastore.class, metastore::get);
        api.get("metastore_summary", ANY, GetMetastoreSummary.class, metastore::summary);
        api.get("current-metastore-assignment", ANY, GetMetastoreAssignment.class, metastore::assignment);
        api.get("catalogs", ANY, ListCatalogs.class, catalogs::list);
        api.post("catalogs", ANY, CreateCatalog.class, catalogs::create);
        api.get("catalogs/{name}", ANY, GetCatalog.class, catalogs::get);
        api.patch("catalogs/{name}", ANY, UpdateCatalog.class, catalogs::update);
        api.delete("catalogs/{name}", ANY, DeleteCatalog.class, catalogs::delete);
        api.get("schemas", ANY, ListSchemas.class, schemas::list);
        api.post("schemas", ANY, CreateSchema.class, schemas::create);
        api.get("schemas/{full_name}", ANY, GetSchema.class, schemas::get);
        api.patch("schemas/{full_name}", ANY, UpdateSchema.class, schemas::update);
        api.delete("schemas/{full_name}", ANY, DeleteSchema.class, schemas::delete);
    }

    static void grants(Routes routes, Grants grants) {
        Routes.Api api = routes.api(NATIVE);
        String of = "/{securable_type}/{full_name}";
        api.get("permissions" + of, ANY, GetGrants.class, grants::get);
        api.patch("permissions" + of, ANY, UpdateGrants.class, grants::update);
        api.get("effective-permissions" + of, ANY, GetEffectiveGrants.class, grants::effective);
        api.get("privilege-assignments" + of, ANY, GetGrants.class, grants::get);
        api.get("effective-privilege-assignments" + of, ANY, GetEffectiveGrants.class, grants::effective);
    }

    static void tags(Routes routes, EntityTags tags) {
        Routes.Api api = routes.api(NATIVE);
        String of = "entity-tag-assignments/{entity_type}/{entity_name}/tags";
        api.post("entity-tag-assignments", ANY, CreateEntityTag.class, tags::create);
        api.get(of, ANY, ListEntityTags.class, tags::list);
        api.get(of + "/{tag_key}", ANY, GetEntityTag.class, tags::get);
        api.patch(of + "/{tag_key}", ANY, UpdateEntityTag.class, tags::update);
        api.delete(of + "/{tag_key}", ANY, DeleteEntityTag.class, tags::delete);
    }

    static void models(Routes routes, NativeDialect rules) {
        Routes.Api api = routes.api(NATIVE);
        String model = "models/{full_name}";
        String version = model + "/versions/{version}";
        String alias = model + "/aliases/{alias}";
        api.get("models", ANY, ListCatalogModels.class, rules::list);
        api.post("models", ANY, CreateCatalogModel.class, rules::create);
        api.get(model, ANY, GetCatalogModel.class, rules::get);
        api.patch(model, ANY, UpdateCatalogModel.class, rules::update);
        api.delete(model, ANY, DeleteCatalogModel.class, rules::delete);
        api.get(model + "/versions", ANY, ListCatalogVersions.class, rules::listVersions);
        api.post("models/versions", IN_WORKSPACE, CreateCatalogVersion.class, rules::createVersion);
        api.get(version, ANY, GetCatalogVersion.class, rules::getVersion);
        api.patch(version, ANY, UpdateCatalogVersion.class, rules::updateVersion);
        api.delete(version, ANY, DeleteCatalogVersion.class, rules::deleteVersion);
        api.patch(version + "/finalize", ANY, FinalizeCatalogVersion.class, rules::finish);
        api.get(alias, ANY, GetCatalogVersionByAlias.class, rules::byAlias);
        api.put(alias, ANY, SetCatalogAlias.class, rules::setAlias);
        api.delete(alias, ANY, DeleteCatalogAlias.class, rules::deleteAlias);
        api.post("temporary-model-version-credentials", ANY, GenerateCatalogCredentials.class, rules::generate);
        api.patch(
                "securable-tags/{securable_type}/{securable_full_name}",
                ANY,
                UpdateSecurableTags.class,
                rules::tagSecurable);
        api.patch(
                "subentity-tags/{securable_type}/{securable_full_name}/{subentity_name}",
                ANY,
                UpdateSubentityTags.class,
                rules::tagSubentity);
    }

    static void models(Routes routes, MlflowDialect rules) {
        Routes.Api api = routes.api(MLFLOW);
        api.post("registered-models/create", ANY, CreateGovernedModel.class, rules::create);
        api.get("registered-models/get", ANY, GetGovernedModel.class, rules::get);
        api.patch("registered-models/update", ANY, UpdateGovernedModel.class, rules::update);
        api.delete("registered-models/delete", ANY, DeleteRegisteredModel.class, rules::delete);
        api.get("registered-models/search", ANY, SearchGovernedModels.class, rules::search);
        api.post("registered-models/set-tag", ANY, SetRegisteredModelTag.class, rules::setTag);
        api.delete("registered-models/delete-tag", ANY, DeleteRegisteredModelTag.class, rules::deleteTag);
        api.post("registered-models/alias", ANY, SetRegisteredModelAlias.class, rules::setAlias);
        api.delete("registered-models/alias", ANY, DeleteRegisteredModelAlias.class, rules::deleteAlias);
        api.get("registered-models/alias", ANY, GetGovernedVersionByAlias.class, rules::byAlias);
        api.get(
                "registered-models:is-databricks-sdk-models-artifact-repository-enabled",
                ANY,
                IsSdkRepositoryEnabled.class,
                rules::isSdkEnabled);
        api.post("model-versions/create", IN_WORKSPACE, CreateGovernedVersion.class, rules::createVersion);
        api.get("model-versions/get", ANY, GetGovernedVersion.class, rules::getVersion);
        api.patch("model-versions/update", ANY, UpdateGovernedVersion.class, rules::updateVersion);
        api.delete("model-versions/delete", ANY, DeleteModelVersion.class, rules::deleteVersion);
        api.get("model-versions/search", ANY, SearchGovernedVersions.class, rules::searchVersions);
        api.get("model-versions/get-download-uri", ANY, GetModelVersionDownloadUri.class, rules::downloadUri);
        api.post("model-versions/finalize", ANY, FinalizeGovernedVersion.class, rules::finish);
        api.post(
                "model-versions/generate-temporary-credentials",
                ANY,
                GenerateGovernedCredentials.class,
                rules::generate);
        api.post("model-versions/emit-lineage", ANY, EmitVersionLineage.class, rules::emitLineage);
        api.post("model-versions/set-tag", ANY, SetModelVersionTag.class, rules::setVersionTag);
        api.delete("model-versions/delete-tag", ANY, DeleteModelVersionTag.class, rules::deleteVersionTag);
    }

    static void promotion(Routes routes, Promotion promotion) {
        routes.api("3.0/cairn").post("registry/promote", IN_WORKSPACE, PromoteVersion.class, promotion::promote);
    }
}
