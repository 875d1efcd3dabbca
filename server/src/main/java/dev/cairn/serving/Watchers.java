package dev.cairn.serving;

import dev.cairn.hosting.MetricsHistory;
import dev.cairn.hosting.VersionFigures;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// What is watched of the entities of one endpoint, by their names.
final class Watchers {
    private final ConcurrentMap<String, Watched> byEntity = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// What this server keeps in memory of how one entity does.
    ///
    /// @param building how versions of it were loaded
    /// @param serving  when they took requests, and what failed
    record Watched(VersionFigures figures, MetricsHistory history, Journal building, Journal serving) {
        Watched(InstantSource clock) {
            this(new VersionFigures(), new MetricsHistory(clock.millis()), new Journal(clock), new Journal(clock));
        }
    }

    Watchers(InstantSource clock) {
        this.clock = clock;
    }

    Watched of(String entity) {
        return byEntity.computeIfAbsent(entity, _ -> new Watched(clock));
    }

    Optional<Watched> find(String entity) {
        return Optional.ofNullable(byEntity.get(entity));
    }

    /// Goes on under another name with what was kept of an entity, unless something is kept under it already.
    void rename(Watched watched, String entity) {
        byEntity.putIfAbsent(entity, watched);
    }

    /// Forgets the others.
    void keep(Set<String> entities) {
        byEntity.keySet().retainAll(entities);
    }
}
