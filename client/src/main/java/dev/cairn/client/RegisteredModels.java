package dev.cairn.client;

import static dev.cairn.client.Transport.MLFLOW;

import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The names under which models are registered, and the aliases of their versions.
public final class RegisteredModels {
    private static final String ALL = MLFLOW + "registered-models/";

    private final Transport transport;

    RegisteredModels(Transport transport) {
        this.transport = transport;
    }

    /// A registered model without versions.
    ///
    /// @throws AlreadyExistsException if there is one of that name
    public RegisteredModel create(String name) {
        return create(name, "", Map.of());
    }

    public RegisteredModel create(String name, String description, Map<String, String> tags) {
        CreateRegisteredModel request =
                new CreateRegisteredModel(name, Tags.of(tags), description.isEmpty() ? null : description);
        return transport
                .post(ALL + "create", request, CreateRegisteredModel.Response.class)
                .registeredModel();
    }

    /// The model of that name, which is made if there is none.
    public RegisteredModel getOrCreate(String name) {
        Optional<RegisteredModel> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        try {
            return create(name);
        } catch (AlreadyExistsException somebodyWasFaster) {
            return find(name).orElseThrow(() -> somebodyWasFaster);
        }
    }

    /// A registered model.
    ///
    /// @throws NotFoundException if there is none
    public RegisteredModel get(String name) {
        return transport
                .get(ALL + "get", new GetRegisteredModel(name), GetRegisteredModel.Response.class)
                .registeredModel();
    }

    public Optional<RegisteredModel> find(String name) {
        try {
            return Optional.of(get(name));
        } catch (NotFoundException none) {
            return Optional.empty();
        }
    }

    /// Fetched page by page while the stream is read.
    public Stream<RegisteredModel> search(Query query) {
        return Pages.stream(
                token -> transport.get(
                        ALL + "search",
                        new SearchRegisteredModels(
                                query.filterOrNull(), query.longSizeOrNull(), query.orderBy(), token),
                        SearchRegisteredModels.Response.class),
                SearchRegisteredModels.Response::registeredModels,
                SearchRegisteredModels.Response::nextPageToken);
    }

    public RegisteredModel describe(String name, String description) {
        return transport
                .patch(
                        ALL + "update",
                        new UpdateRegisteredModel(name, description),
                        UpdateRegisteredModel.Response.class)
                .registeredModel();
    }

    public RegisteredModel rename(String name, String newName) {
        return transport
                .post(ALL + "rename", new RenameRegisteredModel(name, newName), RenameRegisteredModel.Response.class)
                .registeredModel();
    }

    public void setTag(String name, String key, String value) {
        transport.post(ALL + "set-tag", new SetRegisteredModelTag(name, key, value));
    }

    public void deleteTag(String name, String key) {
        transport.delete(ALL + "delete-tag", new DeleteRegisteredModelTag(name, key));
    }

    /// Gives an alias to a version, which another one may have had.
    public void setAlias(String name, String alias, String version) {
        transport.post(ALL + "alias", new SetRegisteredModelAlias(name, alias, version));
    }

    public void deleteAlias(String name, String alias) {
        transport.delete(ALL + "alias", new DeleteRegisteredModelAlias(name, alias));
    }

    /// For good, with all versions.
    public void delete(String name) {
        transport.delete(ALL + "delete", new DeleteRegisteredModel(name));
    }
}
