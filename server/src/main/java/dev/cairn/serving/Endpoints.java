package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.inference.CapturedEndpoints;
import dev.cairn.inference.InferenceTables;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.InferenceTableConfig;
import dev.cairn.protocol.inference.RateLimit;
import dev.cairn.protocol.serving.CreateServingEndpoint;
import dev.cairn.protocol.serving.DeleteServingEndpoint;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.EndpointTag;
import dev.cairn.protocol.serving.GetServingEndpoint;
import dev.cairn.protocol.serving.ListServingConfigs;
import dev.cairn.protocol.serving.ListServingEndpoints;
import dev.cairn.protocol.serving.ListServingEvents;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import dev.cairn.protocol.serving.PatchEndpointTags;
import dev.cairn.protocol.serving.RollBackServing;
import dev.cairn.protocol.serving.ServingEndpoint;
import dev.cairn.protocol.serving.UpdateServingConfig;
import dev.cairn.remote.ClusterModels;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.serving.ConfigStore.Asked;
import dev.cairn.serving.EventStore.Happened;
import dev.cairn.serving.variables.SecretVariables;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Endpoints and the rules that guard them. What is asked for is stored at once, and served soon after ([Fleet]).
final class Endpoints implements CapturedEndpoints {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");
    private static final String RESERVED = "databricks-";
    private static final int MOST_ENDPOINTS = 1_000;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST = 5_000;

    private final Database database;
    private final ModelSource source;
    private final SecretVariables variables;
    private final ClusterModels cluster;
    private final Display display;
    private final InferenceTables tables;
    private final InstantSource clock;

    Endpoints(
            Database database,
            ModelSource source,
            SecretVariables variables,
            ClusterModels cluster,
            Display display,
            InferenceTables tables,
            InstantSource clock) {
        this.database = database;
        this.source = source;
        this.variables = variables;
        this.cluster = cluster;
        this.display = display;
        this.tables = tables;
        this.clock = clock;
    }

    ServingEndpoint create(Caller caller, CreateServingEndpoint request) {
        checkName(request.name());
        Optional<AiGatewayConfig> gateway = Optional.ofNullable(request.aiGateway());
        gateway.ifPresent(InferenceTables::check);
        @Nullable
        InferenceTableConfig table = gateway.map(AiGatewayConfig::inferenceTableConfig)
                .orElse(request.config().autoCaptureConfig());
        List<RateLimit> limits = limits(request);
        if (request.description() != null && request.description().length() > LONGEST) {
            throw ApiException.invalid("`description` has at most %d characters.".formatted(LONGEST));
        }
        long now = clock.millis();
        Asked asked = checked(caller, request.config(), cluster.usual(), now);
        return database.write(tx -> {
            EndpointStore store = new EndpointStore(tx);
            if (store.count(caller.workspace()) >= MOST_ENDPOINTS) {
                throw ApiException.invalid("A workspace has at most %d endpoints.".formatted(MOST_ENDPOINTS));
            }
            long id = store.insert(caller, request.name(), request.description(), now)
                    .orElseThrow(() -> ApiException.alreadyExists(
                            "Endpoint with name '%s' already exists.".formatted(request.name())));
            Permissions.own(tx, caller, Resource.SERVING_ENDPOINT, Long.toString(id));
            new EventStore(tx).add(id, Happened.of(Kind.CREATED, ""), caller.user(), now);
            new ConfigStore(tx).add(id, 1, asked, caller.user(), now);
            setTags(tx, caller, id, request.tags());
            if (table != null) {
                InferenceTables.set(tx, this, caller, id, table);
            }
            if (!limits.isEmpty()) {
                InferenceTables.limit(tx, this, caller, id, limits);
            }
            return display.created(tx, caller, request.name());
        });
    }

    private static List<RateLimit> limits(CreateServingEndpoint request) {
        List<RateLimit> ofGateway =
                request.aiGateway() == null ? List.of() : request.aiGateway().rateLimits();
        if (!ofGateway.isEmpty() && !request.rateLimits().isEmpty()) {
            throw ApiException.invalid("Give `rate_limits` or `ai_gateway.rate_limits`, not both.");
        }
        return ofGateway.isEmpty() ? request.rateLimits() : ofGateway;
    }

    ServingEndpoint get(Caller caller, GetServingEndpoint request) {
        return database.read(tx -> display.whole(tx, caller, found(tx, caller, request.name())));
    }

    ListServingEndpoints.Response list(Caller caller, ListServingEndpoints request) {
        return database.read(tx -> new ListServingEndpoints.Response(
                new EndpointStore(tx)
                        .list(caller).stream()
                                .map(endpoint -> display.whole(tx, caller, endpoint))
                                .toList(),
                cluster.places()));
    }

    /// Whoever asks it while it is being deleted is answered to the end.
    Empty delete(Caller caller, DeleteServingEndpoint request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = stored(tx, caller, request.name());
            new EndpointStore(tx).delete(endpoint.id());
            Permissions.forget(tx, caller.workspace(), Resource.SERVING_ENDPOINT, endpoint.pattern());
            return Empty.EMPTY;
        });
    }

    ServingEndpoint update(Caller caller, UpdateServingConfig request) {
        long now = clock.millis();
        Asked asked = checked(caller, request.config(), cluster.usual(), now);
        @Nullable InferenceTableConfig table = request.autoCaptureConfig();
        ServingEndpoint answer = database.write(tx -> {
            StoredEndpoint endpoint = stored(tx, caller, request.name());
            if (table != null) {
                InferenceTables.set(tx, this, caller, endpoint.id(), table);
            }
            return replace(tx, caller, endpoint, asked, now);
        });
        if (table != null) {
            tables.followNow();
        }
        return answer;
    }

    /// Serves again what a configuration said, with the models as they are now.
    ServingEndpoint rollBack(Caller caller, RollBackServing request) {
        long now = clock.millis();
        EndpointConfig earlier = database.read(tx -> new ConfigStore(tx)
                .find(get(tx, caller, request.name()), request.configVersion())
                .orElseThrow(() -> ApiException.missing("The endpoint '%s' had no configuration %d."
                        .formatted(request.name(), request.configVersion())))
                .config());
        Asked asked = checked(caller, earlier, ClusterModels.SERVER, now);
        return database.write(tx -> {
            StoredEndpoint endpoint = stored(tx, caller, request.name());
            new EventStore(tx)
                    .add(
                            endpoint.id(),
                            Happened.of(Kind.ROLLED_BACK, Long.toString(request.configVersion())),
                            caller.user(),
                            now);
            return replace(tx, caller, endpoint, asked, now);
        });
    }

    private ServingEndpoint replace(Transaction tx, Caller caller, StoredEndpoint endpoint, Asked asked, long now) {
        ConfigStore configs = new ConfigStore(tx);
        requireSettled(configs, endpoint);
        long version = endpoint.lastVersion() + 1;
        Rollouts.replace(tx, endpoint, version, now);
        configs.add(endpoint.id(), version, asked, caller.user(), now);
        new EventStore(tx)
                .add(endpoint.id(), Happened.of(Kind.CONFIG_ASKED, Long.toString(version)), caller.user(), now);
        return display.created(tx, caller, endpoint.name());
    }

    ListServingConfigs.Response configs(Caller caller, ListServingConfigs request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            StoredEndpoint endpoint = found(tx, caller, request.name());
            Page<StoredConfig> page =
                    Page.of(offset, size, most -> new ConfigStore(tx).list(endpoint.id(), offset, most));
            return new ListServingConfigs.Response(
                    page.rows().stream().map(Display::kept).toList(), page.next());
        });
    }

    PatchEndpointTags.Response patchTags(Caller caller, PatchEndpointTags request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = stored(tx, caller, request.name());
            deleteTags(tx, caller, endpoint.id(), request.deleteTags());
            setTags(tx, caller, endpoint.id(), request.addTags());
            return new PatchEndpointTags.Response(new EndpointStore(tx).tags(endpoint.id()));
        });
    }

    ListServingEvents.Response events(Caller caller, ListServingEvents request) {
        int size = PageSize.WEBHOOKS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        return database.read(tx -> {
            StoredEndpoint endpoint = found(tx, caller, request.name());
            Page<ListServingEvents.Event> page =
                    Page.of(offset, size, most -> new EventStore(tx).list(endpoint.id(), offset, most));
            return new ListServingEvents.Response(page.rows(), page.next());
        });
    }

    private void deleteTags(Transaction tx, Caller caller, long endpoint, List<String> keys) {
        Map<String, String> before = tags(tx, endpoint);
        for (String key : keys) {
            String was = before.remove(key);
            if (was != null) {
                new EndpointStore(tx).deleteTag(endpoint, key);
                new EventStore(tx)
                        .add(
                                endpoint,
                                Happened.change(Kind.TAG_DELETED, key, was, null),
                                caller.user(),
                                clock.millis());
            }
        }
    }

    private static Map<String, String> tags(Transaction tx, long endpoint) {
        Map<String, String> tags = new HashMap<>();
        new EndpointStore(tx)
                .tags(endpoint)
                .forEach(tag -> tags.put(tag.key(), Objects.requireNonNullElse(tag.value(), "")));
        return tags;
    }

    private void setTags(Transaction tx, Caller caller, long endpoint, List<EndpointTag> tags) {
        EndpointStore store = new EndpointStore(tx);
        Map<String, String> before = tags(tx, endpoint);
        for (EndpointTag tag : tags) {
            if (tag.key().length() > LONGEST
                    || (tag.value() != null && tag.value().length() > LONGEST)) {
                throw ApiException.invalid("A tag's key and value have at most %d characters.".formatted(LONGEST));
            }
            store.setTag(endpoint, tag);
            String value = Objects.requireNonNullElse(tag.value(), "");
            String was = before.put(tag.key(), value);
            if (!value.equals(was)) {
                new EventStore(tx)
                        .add(
                                endpoint,
                                Happened.change(Kind.TAG_SET, tag.key(), was, value),
                                caller.user(),
                                clock.millis());
            }
        }
        if (store.tags(endpoint).size() > MOST_TAGS) {
            throw ApiException.invalid("An endpoint has at most %d tags.".formatted(MOST_TAGS));
        }
    }

    /// What is asked for, made whole, of models and with secrets that the caller reads.
    ///
    /// @param place where models run of which nothing is said
    private Asked checked(Caller caller, EndpointConfig asked, String place, long now) {
        EndpointConfig config =
                ConfigDraft.whole(asked, caller.user(), now, (entity, at) -> cluster.placed(entity, at, place));
        config.servedEntities().forEach(entity -> variables.check(caller, entity));
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

    @Override
    public long get(Transaction tx, Caller caller, String name) {
        return found(tx, caller, name).id();
    }

    @Override
    public long locked(Transaction tx, Caller caller, String name) {
        return stored(tx, caller, name).id();
    }

    @Override
    public Optional<Long> since(Transaction tx, long endpoint, String entity, String version) {
        return new EventStore(tx).since(endpoint, entity, version);
    }

    @Override
    public void changed(Transaction tx, Caller caller, long endpoint, boolean isOn) {
        new EventStore(tx)
                .add(
                        endpoint,
                        Happened.change(Kind.INFERENCE_TABLE_SET, "", null, isOn ? "on" : "off"),
                        caller.user(),
                        clock.millis());
    }

    @Override
    public void limited(Transaction tx, Caller caller, long endpoint, String was, String became) {
        new EventStore(tx)
                .add(endpoint, Happened.change(Kind.RATE_LIMITS_SET, "", was, became), caller.user(), clock.millis());
    }

    static StoredEndpoint found(Transaction tx, Caller caller, String name) {
        return new EndpointStore(tx).find(caller, name).orElseThrow(() -> missing(name));
    }

    static StoredEndpoint stored(Transaction tx, Caller caller, String name) {
        return new EndpointStore(tx).locked(caller, name).orElseThrow(() -> missing(name));
    }

    /// Refuses what cannot be while its newest configuration is yet to answer.
    static void requireSettled(ConfigStore configs, StoredEndpoint endpoint) {
        if (configs.find(endpoint.id(), endpoint.lastVersion())
                .filter(StoredConfig::isPending)
                .isPresent()) {
            throw new ApiException(
                    ErrorCode.RESOURCE_CONFLICT,
                    "The endpoint '%s' is being updated: wait until that has ended.".formatted(endpoint.name()));
        }
    }

    static ApiException missing(String name) {
        return ApiException.missing("Endpoint with name '%s' does not exist.".formatted(name));
    }
}
