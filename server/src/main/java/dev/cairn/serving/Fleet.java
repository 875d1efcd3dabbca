package dev.cairn.serving;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.serving.rollouts.Sums;
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
    private final Map<Long, LiveEndpoint> known = new HashMap<>();
    private volatile Map<Address, LiveEndpoint> byName = Map.of();

    private record Address(long workspace, String name) {}

    Fleet(Database database, Loading loading) {
        this.database = database;
        this.loading = loading;
    }

    /// Serves what is stored. A turn of one thread at a time.
    synchronized void turn() {
        followNames();
        Map<Long, StoredRollout> rollouts = new HashMap<>();
        Map<StoredEndpoint, Optional<StoredConfig>> stored = database.read(tx -> {
            Map<StoredEndpoint, Optional<StoredConfig>> all = new HashMap<>();
            ConfigStore configs = new ConfigStore(tx);
            new EndpointStore(tx).all().forEach(endpoint -> all.put(endpoint, wanted(configs, endpoint)));
            new RolloutStore(tx).all().forEach(rollout -> rollouts.put(rollout.endpoint(), rollout));
            return all;
        });
        Map<Address, LiveEndpoint> named = new HashMap<>();
        stored.keySet()
                .forEach(endpoint -> named.put(
                        new Address(endpoint.workspace().id(), endpoint.name()),
                        known.computeIfAbsent(endpoint.id(), _ -> new LiveEndpoint(endpoint, loading))));
        byName = Map.copyOf(named);
        forgetOthers(stored.keySet().stream().map(StoredEndpoint::id).collect(Collectors.toSet()));
        stored.forEach((endpoint, wanted) ->
                wanted.ifPresent(config -> follow(endpoint, config, Optional.ofNullable(rollouts.get(endpoint.id())))));
    }

    /// A model keeps being served when it is renamed: its name in what is served is changed, too.
    private void followNames() {
        Map<StoredConfig, List<ServedEntity>> renamed = new HashMap<>();
        database.read(tx -> {
            ConfigStore configs = new ConfigStore(tx);
            Map<Long, List<ServedStore.Named>> names =
                    new ServedStore(tx).names().stream().collect(Collectors.groupingBy(ServedStore.Named::endpoint));
            new EndpointStore(tx)
                    .all()
                    .forEach(endpoint -> wanted(configs, endpoint).ifPresent(config -> {
                        List<ServedEntity> now = config.renamed(names.getOrDefault(endpoint.id(), List.of()));
                        if (!now.equals(config.config().servedEntities())) {
                            renamed.put(config, now);
                        }
                    }));
            return true;
        });
        renamed.forEach((config, entities) -> database.write(tx -> {
            new ConfigStore(tx).rename(config, entities);
            return true;
        }));
    }

    /// What fails for one endpoint keeps no other from its turn.
    private void follow(StoredEndpoint endpoint, StoredConfig config, Optional<StoredRollout> rollout) {
        try {
            LiveEndpoint live = Objects.requireNonNull(known.get(endpoint.id()));
            live.share(config, rollout);
            live.follow(endpoint, config);
            live.rest();
        } catch (RuntimeException failure) {
            LOG.warn("endpoint={} could not be looked after; it has its next turn", endpoint.name(), failure);
        }
    }

    /// The newest configuration while it is pending, or else the one that answers.
    private static Optional<StoredConfig> wanted(ConfigStore configs, StoredEndpoint endpoint) {
        Optional<StoredConfig> newest =
                configs.find(endpoint.id(), endpoint.lastVersion()).filter(StoredConfig::isPending);
        return newest.isPresent() || endpoint.activeVersion() == null
                ? newest
                : configs.find(endpoint.id(), endpoint.activeVersion());
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
        loading.close();
        forgetOthers(Set.of());
        byName = Map.of();
    }
}
