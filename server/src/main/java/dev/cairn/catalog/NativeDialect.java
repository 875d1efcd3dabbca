package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.catalog.CatalogAlias;
import dev.cairn.protocol.catalog.CatalogModelInfo;
import dev.cairn.protocol.catalog.CatalogVersionInfo;
import dev.cairn.protocol.catalog.CreateCatalogModel;
import dev.cairn.protocol.catalog.CreateCatalogVersion;
import dev.cairn.protocol.catalog.DeleteCatalogAlias;
import dev.cairn.protocol.catalog.DeleteCatalogModel;
import dev.cairn.protocol.catalog.DeleteCatalogVersion;
import dev.cairn.protocol.catalog.FinalizeCatalogVersion;
import dev.cairn.protocol.catalog.GenerateCatalogCredentials;
import dev.cairn.protocol.catalog.GetCatalogModel;
import dev.cairn.protocol.catalog.GetCatalogVersion;
import dev.cairn.protocol.catalog.GetCatalogVersionByAlias;
import dev.cairn.protocol.catalog.ListCatalogModels;
import dev.cairn.protocol.catalog.ListCatalogVersions;
import dev.cairn.protocol.catalog.SetCatalogAlias;
import dev.cairn.protocol.catalog.TagsChange;
import dev.cairn.protocol.catalog.TemporaryCredentials;
import dev.cairn.protocol.catalog.UpdateCatalogModel;
import dev.cairn.protocol.catalog.UpdateCatalogVersion;
import dev.cairn.protocol.catalog.UpdateSecurableTags;
import dev.cairn.protocol.catalog.UpdateSubentityTags;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.search.Page;
import java.util.List;
import java.util.Objects;

/// Models of the catalogue in the words of the platform's own API: names in parts, versions as numbers.
final class NativeDialect {
    private final Models models;
    private final Versions versions;
    private final Credentials credentials;

    NativeDialect(Models models, Versions versions, Credentials credentials) {
        this.models = models;
        this.versions = versions;
        this.credentials = credentials;
    }

    CatalogModelInfo create(Caller caller, CreateCatalogModel request) {
        FullName name = FullName.of(request.catalogName(), request.schemaName(), request.name());
        return model(models.create(caller, name, request.comment(), request.tags()));
    }

    CatalogModelInfo get(Caller caller, GetCatalogModel request) {
        return model(models.get(caller, name(request.fullName())));
    }

    CatalogModelInfo update(Caller caller, UpdateCatalogModel request) {
        return model(
                models.update(caller, name(request.fullName()), request.newName(), request.comment(), request.owner()));
    }

    Empty delete(Caller caller, DeleteCatalogModel request) {
        models.delete(caller, name(request.fullName()));
        return Empty.EMPTY;
    }

    ListCatalogModels.Response list(Caller caller, ListCatalogModels request) {
        String catalog = Objects.requireNonNullElse(request.catalogName(), "");
        String schema = Objects.requireNonNullElse(request.schemaName(), "");
        if (catalog.isEmpty() && !schema.isEmpty()) {
            throw ApiException.invalid("`schema_name` takes the `catalog_name` that it is in.");
        }
        String within =
                schema.isEmpty() ? catalog : FullName.of(catalog, schema).toString();
        Page<Model> page = models.list(
                caller, within, request.nameContains(), Things.page(request.maxResults()), request.pageToken());
        return new ListCatalogModels.Response(
                page.rows().stream().map(this::model).toList(), page.next());
    }

    CatalogVersionInfo createVersion(Caller caller, CreateCatalogVersion request) {
        return version(versions.create(
                caller,
                new NewVersion(
                        FullName.of(request.catalogName(), request.schemaName(), request.modelName()),
                        request.source(),
                        request.runId(),
                        request.comment(),
                        request.tags(),
                        request.modelId(),
                        request.runTrackingServerId(),
                        Dependencies.of(request))));
    }

    CatalogVersionInfo getVersion(Caller caller, GetCatalogVersion request) {
        return version(versions.get(caller, name(request.fullName()), Long.toString(request.version())));
    }

    CatalogVersionInfo updateVersion(Caller caller, UpdateCatalogVersion request) {
        return version(versions.describe(
                caller, name(request.fullName()), Long.toString(request.version()), request.comment()));
    }

    Empty deleteVersion(Caller caller, DeleteCatalogVersion request) {
        versions.delete(caller, name(request.fullName()), Long.toString(request.version()));
        return Empty.EMPTY;
    }

    ListCatalogVersions.Response listVersions(Caller caller, ListCatalogVersions request) {
        Page<Version> page =
                versions.list(caller, name(request.fullName()), Things.page(request.maxResults()), request.pageToken());
        return new ListCatalogVersions.Response(
                page.rows().stream().map(NativeDialect::version).toList(), page.next());
    }

    CatalogVersionInfo finish(Caller caller, FinalizeCatalogVersion request) {
        return version(versions.finish(caller, name(request.fullName()), Long.toString(request.version())));
    }

    CatalogVersionInfo byAlias(Caller caller, GetCatalogVersionByAlias request) {
        return version(versions.byAlias(caller, name(request.fullName()), request.alias()));
    }

    CatalogAlias setAlias(Caller caller, SetCatalogAlias request) {
        FullName name = name(request.fullName());
        versions.setAlias(caller, name, request.alias(), Long.toString(request.versionNum()));
        return alias(name, request.alias(), request.versionNum());
    }

    Empty deleteAlias(Caller caller, DeleteCatalogAlias request) {
        versions.deleteAlias(caller, name(request.fullName()), request.alias());
        return Empty.EMPTY;
    }

    TemporaryCredentials generate(Caller caller, GenerateCatalogCredentials request) {
        return credentials.of(
                caller,
                FullName.of(request.catalogName(), request.schemaName(), request.modelName()),
                Long.toString(request.version()),
                request.operation(),
                request.lineageIdentifier());
    }

    Empty tagSecurable(Caller caller, UpdateSecurableTags request) {
        TagsChange changes = request.changes();
        models.tag(
                caller,
                tagged(request.securableType(), request.securableFullName()),
                changes.addTags(),
                changes.remove());
        return Empty.EMPTY;
    }

    /// Versions are the parts of models.
    Empty tagSubentity(Caller caller, UpdateSubentityTags request) {
        TagsChange changes = request.changes();
        versions.tag(
                caller,
                tagged(request.securableType(), request.securableFullName()),
                request.subentityName(),
                changes.addTags(),
                changes.remove());
        return Empty.EMPTY;
    }

    private static FullName tagged(String type, String fullName) {
        if (Securable.of(type) != Securable.MODEL) {
            throw ApiException.invalid("Registered models and their versions have tags, not a %s.".formatted(type));
        }
        return name(fullName);
    }

    private static FullName name(String text) {
        return FullName.parse(Securable.MODEL, text);
    }

    private static CatalogAlias alias(FullName name, String alias, long version) {
        return new CatalogAlias(alias, version, name.own(), name.catalog(), name.schema());
    }

    private CatalogModelInfo model(Model model) {
        FullName name = model.name();
        List<CatalogAlias> aliases = model.registered().aliases().stream()
                .map(alias -> alias(name, alias.alias(), Long.parseLong(alias.version())))
                .toList();
        return new CatalogModelInfo(
                name.own(),
                name.catalog(),
                name.schema(),
                name.toString(),
                Long.toString(model.thing().id()),
                model.registered().description(),
                "",
                model.thing().owner(),
                Metastore.ID,
                aliases,
                model.registered().tags(),
                model.thing().createdAt(),
                model.thing().createdBy(),
                Math.max(
                        model.registered().lastUpdatedTimestamp(), model.thing().updatedAt()),
                model.thing().updatedBy());
    }

    private static CatalogVersionInfo version(Version version) {
        ModelVersion known = version.registered();
        FullName name = version.name();
        long number = Long.parseLong(known.version());
        return new CatalogVersionInfo(
                name.own(),
                name.catalog(),
                name.schema(),
                number,
                version.facts().securable() + "/" + number,
                known.source(),
                known.description(),
                known.runId().isEmpty() ? null : known.runId(),
                version.facts().status(),
                version.location(),
                Metastore.ID,
                known.modelId(),
                known.aliases().stream()
                        .map(alias -> alias(name, alias, number))
                        .toList(),
                known.tags(),
                version.facts().createdAt(),
                version.facts().createdBy(),
                Math.max(known.lastUpdatedTimestamp(), version.facts().updatedAt()),
                version.facts().updatedBy());
    }
}
