package dev.cairn.permissions;

import dev.cairn.access.Grant;
import dev.cairn.access.Resource;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// MLflow's types of what permissions are on, and one of this server's own. Those without a resource are of what this
/// server does not have; they are
/// kept for clients that know of them.
enum GrantedType {
    WORKSPACE(Resource.WORKSPACE, false),
    EXPERIMENT(Resource.EXPERIMENT, true),
    RUN(Resource.RUN, false),
    TRACE(Resource.TRACE, false),
    ASSESSMENT(Resource.ASSESSMENT, false),
    LOGGED_MODEL(Resource.LOGGED_MODEL, false),
    REVIEW_QUEUE(Resource.REVIEW_QUEUE, false),
    SCORER(Resource.SCORER, true),
    SCORER_VERSION(Resource.SCORER_VERSION, false),
    REGISTERED_MODEL(Resource.REGISTERED_MODEL, true),
    REGISTERED_MODEL_VERSION(Resource.MODEL_VERSION, false),
    PROMPT(Resource.PROMPT, true),
    PROMPT_VERSION(Resource.PROMPT_VERSION, false),
    SERVING_ENDPOINT(Resource.SERVING_ENDPOINT, true),
    GATEWAY_SECRET(null, true),
    GATEWAY_ENDPOINT(null, true),
    GATEWAY_MODEL_DEFINITION(null, true),
    MCP_SERVER(null, true),
    MCP_SERVER_VERSION(null, false);

    private static final int MAX_PATTERN = 1_000;

    /// Looked up for each grant that somebody has.
    private static final Map<String, GrantedType> BY_WIRE_NAME =
            new TreeMap<>(Arrays.stream(values()).collect(Collectors.toMap(GrantedType::wireName, type -> type)));

    private final @Nullable Resource resource;
    private final boolean takesIds;

    GrantedType(@Nullable Resource resource, boolean takesIds) {
        this.resource = resource;
        this.takesIds = takesIds;
    }

    static GrantedType of(String wireName) {
        GrantedType type = BY_WIRE_NAME.get(wireName);
        if (type == null) {
            throw ApiException.invalid("Invalid resource type '%s'. Valid resource types are: %s."
                    .formatted(wireName, String.join(", ", BY_WIRE_NAME.keySet())));
        }
        return type;
    }

    /// The type of what permissions on a kind of thing are stored as.
    static GrantedType of(Resource resource) {
        return Arrays.stream(values())
                .filter(type -> type.resource == resource)
                .findFirst()
                .orElseThrow();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Null where this server has no such thing.
    @Nullable
    Resource resource() {
        return resource;
    }

    /// @throws ApiException where this server has no such thing
    Resource requireResource() {
        if (resource == null) {
            throw ApiException.invalid("This server has no %s.".formatted(wireName()));
        }
        return resource;
    }

    void checkPattern(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw ApiException.invalid("A resource pattern has at most %d characters.".formatted(MAX_PATTERN));
        }
        if (!takesIds && !pattern.equals(Grant.ANY)) {
            throw ApiException.invalid(
                    "Permissions on %s are for all of them: the resource pattern must be '*', not '%s'."
                            .formatted(wireName(), pattern));
        }
    }
}
