package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.serving.CreateServingEndpoint;
import dev.cairn.protocol.serving.DeleteServingEndpoint;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.EndpointTag;
import dev.cairn.protocol.serving.GetServingEndpoint;
import dev.cairn.protocol.serving.ListServingConfigs;
import dev.cairn.protocol.serving.ListServingEndpoints;
import dev.cairn.protocol.serving.PatchEndpointTags;
import dev.cairn.protocol.serving.RollBackServing;
import dev.cairn.protocol.serving.ServingEndpoint;
import dev.cairn.protocol.serving.UpdateServingConfig;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/// Endpoints and the rules that guard them. What is asked for is stored at once, and served soon after ([Fleet]).
final class Endpoints {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");
    private static final String RESERVED = "databricks-";
    private static final int MOST_ENDPOINTS = 1_000;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST = 5_000;

    private final Database database;
    private final ModelSource source;
    private final Display display;
    private final InstantSource clock;

    Endpoints(Database database, ModelSource source, Display display, InstantSource clock) {
        this.database = database;
        this.source = source;
        this.display = display;
        this.clock = clock;
    }

    ServingEndpoint create(Caller caller, CreateServingEndpoint request) {
        checkName(request.name());
        if (!request.rateLimits().isEmpty() || request.aiGateway() != null) {
            throw ApiException.invalid("This server has no gateway: `rate_limits` and `ai_gateway` are for one.");
        }
        if (request.description() != null && request.description().length() > LONGEST) {
            throw ApiException.invalid("`description` has at most %d characters.".formatted(LONGEST));
        }
        long now = clock.millis();
        Asked asked = checked(caller, request.config(), now);
        return database.write(tx -> {
            EndpointStore store = new EndpointStore(tx);
            if (store.count(caller.workspace()) >= MOST_ENDPOINTS) {
                throw ApiException.invalid("A workspace has at most %d endpoints.".formatted(MOST_ENDPOINTS));
            }
            long id = store.insert(caller, request.name(), request.description(), now)
                    .orElseThrow(() -> ApiException.alreadyExists(
                            "Endpoint with name '%s' already exists.".formatted(request.name())));
            Permissions.own(tx, caller, Resource.SERVING_ENDPOINT, Long.toString(id));
            new ConfigStore(tx).add(id, 1, asked, caller.user(), now);
            setTags(store, id, request.tags());
            return display.created(tx, caller, request.name());
        });
    }

    ServingEndpoint get(Caller caller, GetServingEndpoint request) {
        return database.read(tx -> display.whole(tx, caller, get(tx, caller, request.name())));
    }

    ListServingEndpoints.Response list(Caller caller, ListServingEndpoints request) {
        return database.read(tx -> new ListServingEndpoints.Response(new EndpointStore(tx)
                .list(caller).stream()
                        .map(endpoint -> display.whole(tx, caller, endpoint))
                        .toList()));
    }

    /// Whoever asks it while it is being deleted is answered to the end.
    Empty delete(Caller caller, DeleteServingEndpoint request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = locked(tx, caller, request.name());
            new EndpointStore(tx).delete(endpoint.id());
            Permissions.forget(tx, caller.workspace(), Resource.SERVING_ENDPOINT, endpoint.pattern());
            return Empty.EMPTY;
        });
    }

    ServingEndpoint update(Caller caller, UpdateServingConfig request) {
        long now = clock.millis();
        Asked asked = checked(caller, request.config(), now);
        return database.write(tx -> replace(tx, caller, locked(tx, caller, request.name()), asked, now));
    }

    /// Serves again what a configuration said, with the models as they are now.
    ServingEndpoint rollBack(Caller caller, RollBackServing request) {
        long now = clock.millis();
        EndpointConfig earlier = database.read(tx -> new ConfigStore(tx)
                .find(get(tx, caller, request.name()).id(), request.configVersion())
                .orElseThrow(() -> ApiException.missing("The endpoint '%s' had no configuration %d."
                        .formatted(request.name(), request.configVersion())))
                .config());
        Asked asked = checked(caller, earlier, now);
        return database.write(tx -> replace(tx, caller, locked(tx, caller, request.name()), asked, now));
    }

    private ServingEndpoint replace(Transaction tx, Caller caller, StoredEndpoint endpoint, Asked asked, long now) {
        ConfigStore configs = new ConfigStore(tx);
        if (configs.find(endpoint.id(), endpoint.lastVersion())
                .filter(StoredConfig::isPending)
                .isPresent()) {
            throw new ApiException(
                    ErrorCode.RESOURCE_CONFLICT,
                    "The endpoint '%s' is being updated: wait until that has ended.".formatted(endpoint.name()));
        }
        configs.add(endpoint.id(), endpoint.lastVersion() + 1, asked, caller.user(), now);
        return display.created(tx, caller, endpoint.name());
    }

    ListServingConfigs.Response configs(Caller caller, ListServingConfigs request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            StoredEndpoint endpoint = get(tx, caller, request.name());
            Page<StoredConfig> page =
                    Page.of(offset, size, most -> new ConfigStore(tx).list(endpoint.id(), offset, most));
            return new ListServingConfigs.Response(
                    page.rows().stream().map(Display::kept).toList(), page.next());
        });
    }

    PatchEndpointTags.Response patchTags(Caller caller, PatchEndpointTags request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = locked(tx, caller, request.name());
            EndpointStore store = new EndpointStore(tx);
            request.deleteTags().forEach(key -> store.deleteTag(endpoint.id(), key));
            setTags(store, endpoint.id(), request.addTags());
            return new PatchEndpointTags.Response(store.tags(endpoint.id()));
        });
    }

    private static void setTags(EndpointStore store, long endpoint, List<EndpointTag> tags) {
        for (EndpointTag tag : tags) {
            if (tag.key().length() > LONGEST
                    || (tag.value() != null && tag.value().length() > LONGEST)) {
                throw ApiException.invalid("A tag's key and value have at most %d characters.".formatted(LONGEST));
            }
            store.setTag(endpoint, tag);
        }
        if (store.tags(endpoint).size() > MOST_TAGS) {
            throw ApiException.invalid("An endpoint has at most %d tags.".formatted(MOST_TAGS));
        }
    }

    /// What is asked for, made whole, of models that the caller reads.
    private Asked checked(Caller caller, EndpointConfig asked, long now) {
        EndpointConfig config = ConfigDraft.whole(asked, caller.user(), now);
        return new Asked(
                config,
                config.servedEntities().stream()
                        .map(entity -> source.check(caller.looking(), entity))
                        .toList());
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.invalidValue(
                    "name", name, "an endpoint's name has up to 63 letters, digits, '-' and '_'.");
        }
        if (name.startsWith(RESERVED)) {
            throw ApiException.invalidValue("name", name, "names that begin with 'databricks-' are reserved.");
        }
    }

    private static StoredEndpoint get(Transaction tx, Caller caller, String name) {
        return new EndpointStore(tx).find(caller, name).orElseThrow(() -> missing(name));
    }

    private static StoredEndpoint locked(Transaction tx, Caller caller, String name) {
        return new EndpointStore(tx).locked(caller, name).orElseThrow(() -> missing(name));
    }

    static ApiException missing(String name) {
        return ApiException.missing("Endpoint with name '%s' does not exist.".formatted(name));
    }
}
