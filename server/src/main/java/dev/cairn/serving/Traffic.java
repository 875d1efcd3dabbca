package dev.cairn.serving;

import dev.cairn.hosting.ServedVersion;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.TrafficConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// What answers the requests of an endpoint: all of a plan, in memory. It never changes; another one takes its place.
///
/// @param shares in the order of the plan's entities
record Traffic(Plan plan, List<Share> shares) {
    private static final int WHOLE = 100;

    /// What answers a share of the requests.
    ///
    /// @param made       when its model was made
    /// @param percentage of the requests that name no entity
    /// @param watched    what is kept of how the entity does
    record Share(
            ServedEntity entity,
            String version,
            long made,
            int percentage,
            ServedVersion served,
            Watchers.Watched watched) {
        String name() {
            return Objects.requireNonNull(entity.name());
        }

        /// Whether what it has in memory can serve an entity, too.
        boolean fits(ServedEntity other, String otherVersion, long otherMade) {
            return version.equals(otherVersion)
                    && made == otherMade
                    && Objects.equals(entity.entityName(), other.entityName())
                    && Concurrency.of(entity) == Concurrency.of(other);
        }
    }

    static Traffic of(Plan plan, List<ServedVersion> loaded, Watchers watchers) {
        TrafficConfig config = Objects.requireNonNull(plan.stored().config().trafficConfig());
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < loaded.size(); i++) {
            ServedEntity entity = plan.entities().get(i);
            int percentage = config.routes().stream()
                    .filter(route -> Objects.equals(route.target(), entity.name()))
                    .map(TrafficConfig.Route::trafficPercentage)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(0);
            shares.add(new Share(
                    entity,
                    plan.versions().get(i),
                    plan.stored().models().get(i),
                    percentage,
                    loaded.get(i),
                    watchers.of(Objects.requireNonNull(entity.name()))));
        }
        return new Traffic(plan, List.copyOf(shares));
    }

    /// One by its share.
    Share pick() {
        int point = ThreadLocalRandom.current().nextInt(WHOLE);
        for (Share share : shares) {
            point -= share.percentage();
            if (point < 0) {
                return share;
            }
        }
        throw new IllegalStateException("The shares of a configuration are less than 100 together.");
    }

    Optional<Share> find(String entity) {
        return shares.stream().filter(share -> share.name().equals(entity)).findFirst();
    }
}
