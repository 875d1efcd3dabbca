package dev.cairn.serving;

import dev.cairn.hosting.Figures;
import dev.cairn.hosting.ServedVersion;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.TrafficConfig;
import dev.cairn.remote.ClusterModels;
import dev.cairn.serving.rollouts.Rendezvous;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What answers the requests of an endpoint: all of a plan, in memory. It never changes; another one takes its place.
///
/// @param shares in the order of the plan's entities
/// @param key    what of a request decides whose it is; empty for chance
record Traffic(Plan plan, List<Share> shares, Optional<SplitKey> key) {
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

        /// Why it answers nobody now; empty while it does.
        Optional<ServedReason> trouble() {
            return served.trouble()
                    .map(why -> ServedReason.of(
                            served.isAtRest()
                                    ? ServedReason.Kind.NOT_LOADED_AGAIN
                                    : ServedReason.Kind.NOT_STARTED_AGAIN,
                            Objects.requireNonNull(entity.entityName()),
                            version,
                            why));
        }

        /// What is counted of the version's requests.
        Figures figures() {
            return watched.figures().of(version);
        }

        Share with(int other) {
            return new Share(entity, version, made, other, served, watched);
        }

        /// Whether what it has in memory can serve an entity, too.
        boolean fits(EntityVersion asked) {
            ServedEntity other = asked.entity();
            return version.equals(asked.version())
                    && made == asked.made()
                    && Objects.equals(entity.entityName(), other.entityName())
                    && entity.environmentVars().equals(other.environmentVars())
                    && Concurrency.of(entity) == Concurrency.of(other)
                    && ClusterModels.areLike(entity, other)
                    && Idleness.of(entity).equals(Idleness.of(other));
        }
    }

    /// @param loaded by the places of their entities in the plan, of which some may have nothing
    static Traffic of(Plan plan, Map<Integer, ServedVersion> loaded, Watchers watchers) {
        TrafficConfig config = Objects.requireNonNull(plan.stored().config().trafficConfig());
        List<Share> shares = new ArrayList<>();
        loaded.forEach((i, served) -> {
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
                    served,
                    watchers.of(Objects.requireNonNull(entity.name()))));
        });
        return new Traffic(
                plan,
                List.copyOf(shares),
                Optional.ofNullable(config.cairnKey()).map(SplitKey::read));
    }

    /// The same with other shares.
    Traffic sharing(Map<String, Integer> percentages) {
        return new Traffic(
                plan,
                shares.stream()
                        .map(share -> share.with(percentages.getOrDefault(share.name(), 0)))
                        .toList(),
                key);
    }

    /// Whether all entities of the plan are in it.
    boolean isWhole() {
        return shares.size() == plan.entities().size();
    }

    /// Whether one of those that may get a request could take another one: if not, it is refused
    /// before its body is read.
    ///
    /// @param entity that it asks for; empty for whichever gets it by its share
    /// @throws ApiException if there is none of that name
    boolean hasRoom(Optional<String> entity) {
        if (entity.isPresent()) {
            return !get(entity.get()).served().isFull();
        }
        for (Share share : shares) {
            if (share.percentage() > 0 && !share.served().isFull()) {
                return true;
            }
        }
        return false;
    }

    /// The one that a key belongs to as long as the shares stand.
    Share pick(String of) {
        @Nullable Share best = null;
        double highest = 0;
        for (Share share : shares) {
            if (share.percentage() > 0) {
                double score = Rendezvous.score(plan.stored().endpoint(), of, share.name(), share.percentage());
                if (best == null || score > highest) {
                    best = share;
                    highest = score;
                }
            }
        }
        return best == null ? pick() : best;
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

    /// @throws ApiException if there is none of that name
    Share get(String entity) {
        return find(entity)
                .orElseThrow(() -> ApiException.missing("The endpoint serves no entity '%s'.".formatted(entity)));
    }

    Optional<Share> find(String entity) {
        return shares.stream().filter(share -> share.name().equals(entity)).findFirst();
    }
}
