package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedModel;
import dev.cairn.protocol.serving.Shadowing;
import dev.cairn.protocol.serving.TrafficConfig;
import dev.cairn.protocol.serving.TrafficConfig.Route;
import dev.cairn.serving.variables.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What somebody asks an endpoint to serve, made whole: each entity has a name, and each share goes to one of them.
final class ConfigDraft {
    private static final int MAX_ENTITIES = 20;
    private static final int WHOLE = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}|@.{1,255}");

    private ConfigDraft() {}

    /// Says where models run.
    interface Placing {
        /// Where that of an entity does; null for this server.
        ///
        /// @param at where in the request the entity is
        @Nullable
        String of(ServedEntity asked, String at);
    }

    /// The configuration as it is stored.
    ///
    /// @param creator whose it is
    /// @param now     milliseconds since 1970
    static EndpointConfig whole(EndpointConfig asked, String creator, long now, Placing placing) {
        if (!asked.servedEntities().isEmpty() && !asked.servedModels().isEmpty()) {
            throw ApiException.invalid("Give `served_entities` or `served_models`, not both.");
        }
        List<ServedEntity> given = asked.servedEntities().isEmpty()
                ? asked.servedModels().stream().map(ServedModel::asEntity).toList()
                : asked.servedEntities();
        if (given.isEmpty() || given.size() > MAX_ENTITIES) {
            throw ApiException.invalid("An endpoint serves 1 to %d entities: `served_entities` has %d."
                    .formatted(MAX_ENTITIES, given.size()));
        }
        List<ServedEntity> entities = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            ServedEntity entity = whole(given.get(i), "served_entities[%d]".formatted(i), creator, now, placing);
            if (!names.add(Objects.requireNonNull(entity.name()))) {
                throw ApiException.invalid(
                        "Two served entities are called '%s': give each a `name` of its own.".formatted(entity.name()));
            }
            entities.add(entity);
        }
        Set<String> answering = entities.stream()
                .filter(entity -> entity.cairnShadow() == null)
                .map(entity -> Objects.requireNonNull(entity.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        checkShadows(entities, answering);
        return new EndpointConfig(entities, List.of(), routes(asked.trafficConfig(), answering), null, null, null);
    }

    private static ServedEntity whole(ServedEntity asked, String at, String creator, long now, Placing placing) {
        if (asked.externalModel() != null) {
            throw ApiException.invalid("%s: this server has no gateway to external models.".formatted(at));
        }
        String model = required(asked.entityName(), at + ".entity_name");
        String version = required(asked.entityVersion(), at + ".entity_version");
        if (!VERSION.matcher(version).matches()) {
            throw ApiException.invalidValue(
                    at + ".entity_version", version, "a version is a number, or '@' and an alias.");
        }
        Concurrency.check(asked, at);
        Idleness.check(asked, at);
        return new ServedEntity(
                named(asked.name(), model, version, at),
                model,
                version,
                asked.workloadSize(),
                asked.workloadType(),
                Boolean.TRUE.equals(asked.scaleToZeroEnabled()),
                asked.cairnIdleSeconds(),
                asked.minProvisionedConcurrency(),
                asked.maxProvisionedConcurrency(),
                Variables.checked(asked, at),
                null,
                placing.of(asked, at),
                shadowing(asked.cairnShadow(), at),
                creator,
                now,
                null,
                null);
    }

    private static @Nullable Shadowing shadowing(@Nullable Shadowing asked, String at) {
        if (asked == null) {
            return null;
        }
        int percentage = Objects.requireNonNullElse(asked.percentage(), WHOLE);
        if (percentage < 1 || percentage > WHOLE) {
            throw ApiException.invalid("%s.cairn_shadow.percentage is between 1 and 100.".formatted(at));
        }
        double tolerance = Objects.requireNonNullElse(asked.tolerance(), Shadows.TOLERANCE);
        if (!(tolerance >= 0 && tolerance <= 1)) {
            throw ApiException.invalid("%s.cairn_shadow.tolerance is between 0 and 1.".formatted(at));
        }
        return new Shadowing(required(asked.of(), at + ".cairn_shadow.of"), percentage, tolerance);
    }

    private static void checkShadows(List<ServedEntity> entities, Set<String> answering) {
        if (answering.isEmpty()) {
            throw ApiException.invalid("An endpoint serves an entity that is no shadow, at least.");
        }
        for (ServedEntity entity : entities) {
            Shadowing shadowing = entity.cairnShadow();
            if (shadowing != null && !answering.contains(Objects.requireNonNull(shadowing.of()))) {
                throw ApiException.invalid("'%s' is a shadow of '%s', which is none of the entities %s that answer."
                        .formatted(entity.name(), shadowing.of(), answering));
            }
        }
    }

    private static String required(@Nullable String value, String path) {
        if (value == null || value.isEmpty()) {
            throw ApiException.invalid("Missing value for required parameter '%s'.".formatted(path));
        }
        return value;
    }

    private static String named(@Nullable String given, String model, String version, String at) {
        if (given != null && !given.isEmpty()) {
            if (!NAME.matcher(given).matches()) {
                throw ApiException.invalidValue(
                        at + ".name", given, "a name has up to 128 letters, digits, '-' and '_'.");
            }
            return given;
        }
        String made = (model + "-" + version).replaceAll("[^A-Za-z0-9_]+", "-").replaceFirst("^[-_]+", "");
        return made.isEmpty() ? "model" : made.substring(0, Math.min(made.length(), 128));
    }

    /// All to the only one where nobody says.
    private static TrafficConfig routes(@Nullable TrafficConfig asked, Set<String> names) {
        if (asked == null || asked.routes().isEmpty()) {
            if (names.size() > 1) {
                throw ApiException.invalid(
                        "An endpoint with several served entities needs `traffic_config`: the share of each, 100 together.");
            }
            return new TrafficConfig(List.of(Route.to(names.iterator().next(), WHOLE)), key(asked));
        }
        List<Route> routes = new ArrayList<>();
        Set<String> routed = new HashSet<>();
        int sum = 0;
        for (int i = 0; i < asked.routes().size(); i++) {
            String at = "traffic_config.routes[%d]".formatted(i);
            Route route = asked.routes().get(i);
            String target = required(route.target(), at + ".served_entity_name");
            if (!names.contains(target)) {
                throw ApiException.invalid("%s goes to '%s', which is none of the served entities %s that answer."
                        .formatted(at, target, names.stream().sorted().toList()));
            }
            if (!routed.add(target)) {
                throw ApiException.invalid("Two routes go to '%s'.".formatted(target));
            }
            int share = Objects.requireNonNullElse(route.trafficPercentage(), -1);
            if (share < 0 || share > WHOLE) {
                throw ApiException.invalid("%s.traffic_percentage must be between 0 and 100.".formatted(at));
            }
            sum += share;
            routes.add(Route.to(target, share));
        }
        if (sum != WHOLE) {
            throw ApiException.invalid("The shares of `traffic_config` must be 100 together, not %d.".formatted(sum));
        }
        return new TrafficConfig(routes, key(asked));
    }

    private static @Nullable String key(@Nullable TrafficConfig asked) {
        String key = asked == null ? null : asked.cairnKey();
        if (key == null || key.isEmpty()) {
            return null;
        }
        SplitKey.read(key);
        return key;
    }
}
