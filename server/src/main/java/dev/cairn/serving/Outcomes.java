package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.serving.reasons.ServedReasons;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Tells the database what became of configurations, until the server stops.
final class Outcomes implements AutoCloseable {
    private final Database database;
    private final InstantSource clock;
    private volatile boolean isClosed;

    Outcomes(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    /// A pending configuration is what serves from now on.
    ///
    /// @return whether it is; another server may have given it up
    boolean activate(StoredConfig config) {
        return !isClosed && database.write(tx -> new ConfigStore(tx).activate(config, clock.millis()));
    }

    /// A pending configuration is given up.
    void fail(StoredConfig config, ServedReason why) {
        if (!isClosed) {
            database.write(tx -> {
                new ConfigStore(tx).fail(config, ServedReasons.stored(why), clock.millis());
                return true;
            });
        }
    }

    /// The versions of a plan answer now. Of a shadow that was left out, the one that did last is what it served.
    void keepServed(StoredEndpoint endpoint, Plan plan) {
        StoredConfig config = plan.stored();
        List<String> last = config.served().isEmpty() ? plan.versions() : config.served();
        List<String> versions = IntStream.range(0, last.size())
                .mapToObj(i -> plan.versions().get(i).isEmpty()
                        ? last.get(i)
                        : plan.versions().get(i))
                .toList();
        boolean areKnown = versions.stream().noneMatch(String::isEmpty);
        if (!isClosed && areKnown) {
            database.write(tx -> {
                boolean isThere = new EndpointStore(tx).locked(endpoint.id()).isPresent();
                if (isThere && new ConfigStore(tx).keepServed(config, versions)) {
                    long now = clock.millis();
                    Map<String, Long> changed = new ServedStore(tx).replace(endpoint, config, versions, now);
                    if (!config.served().isEmpty()) { // else they are what a rollout has begun with
                        changed.forEach((entity, version) -> Rollouts.replace(tx, endpoint, entity, version, now));
                    }
                }
                return true;
            });
        }
    }

    /// This happened to an endpoint by itself.
    void tell(StoredEndpoint endpoint, EventStore.Happened happened) {
        if (!isClosed) {
            database.write(tx -> {
                new EventStore(tx).add(endpoint.id(), happened, "", clock.millis());
                return true;
            });
        }
    }

    /// Tells nothing any more.
    @Override
    public void close() {
        isClosed = true;
    }
}
