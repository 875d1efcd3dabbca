package dev.cairn.serving;

import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.serving.reasons.ServedReasons;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The row of a configuration of an endpoint.
///
/// @param config       whole, but for states
/// @param models       when the model of each entity was made, in milliseconds since 1970
/// @param served       the version of each entity that answered last; empty until one did
/// @param creationTime milliseconds since 1970
/// @param secretsOf    the configuration whose secrets it has: itself, unless it has but other shares than that
/// @param why          it failed: a reason as it is stored, or a sentence of before there were any
record StoredConfig(
        long endpoint,
        long version,
        EndpointConfig config,
        List<Long> models,
        List<String> served,
        String creator,
        long creationTime,
        Outcome outcome,
        long secretsOf,
        @Nullable String why) {

    /// All requests, in percent.
    static final int WHOLE = 100;

    StoredConfig {
        models = List.copyOf(models);
        served = List.copyOf(served);
    }

    /// The percentages of the entities that get requests by their shares, in their order.
    Map<String, Integer> shares() {
        Map<String, Integer> given = new HashMap<>();
        Objects.requireNonNull(config.trafficConfig())
                .routes()
                .forEach(route -> given.put(
                        String.valueOf(route.target()), Objects.requireNonNullElse(route.trafficPercentage(), 0)));
        Map<String, Integer> shares = new LinkedHashMap<>();
        config.servedEntities().stream()
                .filter(entity -> entity.cairnShadow() == null)
                .forEach(entity -> shares.put(
                        String.valueOf(entity.name()),
                        Objects.requireNonNullElse(given.get(String.valueOf(entity.name())), 0)));
        return shares;
    }

    /// The same with the names that the models of its entities have by now.
    ///
    /// @param names of this endpoint
    StoredConfig renamed(List<ServedStore.Named> names) {
        List<ServedEntity> renamed = new ArrayList<>(config.servedEntities());
        for (int i = 0; i < renamed.size(); i++) {
            ServedEntity entity = renamed.get(i);
            long made = models.get(i);
            Optional<String> name = names.stream()
                    .filter(each -> each.entity().equals(entity.name()) && each.made() == made)
                    .map(ServedStore.Named::model)
                    .findFirst();
            if (name.isPresent() && !name.get().equals(entity.entityName())) {
                renamed.set(i, entity.of(name.get()));
            }
        }
        return with(renamed);
    }

    /// The same with other entities.
    StoredConfig with(List<ServedEntity> entities) {
        return new StoredConfig(
                endpoint,
                version,
                config.with(entities),
                models,
                served,
                creator,
                creationTime,
                outcome,
                secretsOf,
                why);
    }

    /// Why it failed.
    @Nullable
    ServedReason reason() {
        return ServedReasons.parse(why);
    }

    boolean isPending() {
        return outcome == Outcome.PENDING;
    }

    /// Whether it answers, or did.
    boolean hasAnswered() {
        return outcome == Outcome.SERVING || outcome == Outcome.SERVED;
    }
}
