package dev.cairn.serving;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.inference.InferenceTables;
import dev.cairn.serving.rollouts.Sums;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All endpoints as this server serves them. Each server looks at the database again and again and makes what it serves
/// equal to what is stored, so that a change of an endpoint or of an alias reaches all of them, and one that is started
/// again serves what it served.
final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Database database;
    private final Loading loading;
    private final Outcomes outcomes;
    private final InferenceTables tables;
    private final Map<Long, LiveEndpoint> known = new HashMap<>();
    private volatile Map<Address, LiveEndpoint> byName = Map.of();

    private record Address(long workspace, String name) {}

    Fleet(Database database, Loading loading, Outcomes outcomes, InferenceTables tables) {
        this.database = database;
        this.loading = loading;
        this.outcomes = outcomes;
        this.tables = tables;
    }

    /// What is stored of all endpoints, as it was at one time. Everything but the endpoints is by their numbers.
    ///
    /// @param needed the configuration that answers, and behind it the newest one while that is pending
    /// @param names  of the models that answer
    private record Stored(
            List<StoredEndpoint> endpoints,
            Map<Long, List<StoredConfig>> needed,
            Map<Long, StoredRollout> rollouts,
            Map<Long, List<ServedStore.Named>> names) {
        static Stored in(Transaction tx) {
            Map<Long, StoredRollout> rollouts = new HashMap<>();
            new RolloutStore(tx).all().forEach(rollout -> rollouts.put(rollout.endpoint(), rollout));
            return new Stored(
                    new EndpointStore(tx).all(),
                    new ConfigStore(tx).needed().stream().collect(Collectors.groupingBy(StoredConfig::endpoint)),
                    rollouts,
                    new ServedStore(tx).names().stream().collect(Collectors.groupingBy(ServedStore.Named::endpoint)));
        }
    }

    /// Serves what is stored. A turn of one thread at a time.
    synchronized void turn() {
        Stored stored = database.read(Stored::in);
        tables.follow(); // behind that, so that no endpoint answers before what stands before it does
        Map<Address, LiveEndpoint> named = new HashMap<>();
        stored.endpoints()
                .forEach(endpoint -> named.put(
                        new Address(endpoint.workspace().id(), endpoint.name()),
                        known.computeIfAbsent(endpoint.id(), _ -> new LiveEndpoint(endpoint, loading, outcomes))));
        byName = Map.copyOf(named);
        forgetOthers(stored.endpoints().stream().map(StoredEndpoint::id).collect(Collectors.toSet()));
        stored.endpoints().forEach(endpoint -> follow(endpoint, stored));
    }

    /// What fails for one endpoint keeps no other from its turn.
    private void follow(StoredEndpoint endpoint, Stored stored) {
        List<StoredConfig> needed = stored.needed().getOrDefault(endpoint.id(), List.of());
        if (needed.isEmpty()) {
            return;
        }
        try {
            LiveEndpoint live = Objects.requireNonNull(known.get(endpoint.id()));
            StoredConfig config = named(live.next(needed), stored.names().getOrDefault(endpoint.id(), List.of()));
            live.share(config, Optional.ofNullable(stored.rollouts().get(endpoint.id())));
            live.follow(endpoint, config);
            live.rest();
            live.tellOfTrouble();
        } catch (RuntimeException failure) {
            LOG.warn("endpoint={} could not be looked after; it has its next turn", endpoint.name(), failure);
        }
    }

    /// A model keeps being served when it is renamed: its name in what is served is changed, too.
    private StoredConfig named(StoredConfig config, List<ServedStore.Named> names) {
        StoredConfig renamed = config.renamed(names);
        if (!renamed.equals(config)) {
            database.write(tx -> {
                new ConfigStore(tx).rename(renamed);
                return true;
            });
        }
        return renamed;
    }

    private void forgetOthers(Set<Long> ids) {
        known.entrySet().removeIf(entry -> {
            if (ids.contains(entry.getKey())) {
                return false;
            }
            entry.getValue().close();
            return true;
        });
    }

    /// Those that are served now.
    Collection<LiveEndpoint> all() {
        return byName.values();
    }

    Optional<LiveEndpoint> find(Workspace workspace, String name) {
        return Optional.ofNullable(byName.get(new Address(workspace.id(), name)));
    }

    /// The endpoint itself, and not another one of its name.
    Optional<LiveEndpoint> find(StoredEndpoint endpoint) {
        return find(endpoint.workspace(), endpoint.name()).filter(live -> live.id() == endpoint.id());
    }

    /// What this server has counted in a step of a rollout, by entity.
    Map<String, Sums> counted(StoredRollout.Step step) {
        return byName.values().stream()
                .filter(live -> live.id() == step.endpoint())
                .findFirst()
                .map(live -> live.counted(step))
                .orElse(Map.of());
    }

    @Override
    public synchronized void close() {
        outcomes.close();
        loading.close();
        forgetOthers(Set.of());
        byName = Map.of();
    }
}
