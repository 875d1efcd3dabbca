package dev.cairn.trash;

import dev.cairn.db.Database;
import dev.cairn.text.Ages;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes traces that are older than the server's setting, or their experiment's tag, lets them become.
final class TraceRetention {
    /// The tag of an experiment: an age such as `30d`, or `off`. MLflow's own `mlflow.trace.archivalRetention` moves
    /// traces to an archive, and must not cost them their lives here.
    static final String TAG = "cairn.traceRetention";

    private static final int PAGE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(TraceRetention.class);

    private final Database database;
    private final Removal removal;
    private final InstantSource clock;
    private final Optional<Duration> setting;

    TraceRetention(Database database, Removal removal, InstantSource clock, Optional<Duration> setting) {
        this.database = database;
        this.removal = removal;
        this.clock = clock;
        this.setting = setting;
    }

    /// Removes those that are too old now, and returns how many they were.
    long apply() {
        long removed = 0;
        List<PurgeStore.TracePlace> page = next(-1);
        while (!page.isEmpty()) {
            for (PurgeStore.TracePlace place : page) {
                removed += apply(place);
            }
            page = next(page.getLast().experiment());
        }
        return removed;
    }

    private List<PurgeStore.TracePlace> next(long after) {
        return database.read(tx -> PurgeStore.tracePlaces(tx, setting.isEmpty(), after, PAGE));
    }

    /// A tag that is no age keeps traces: rather too many than too few.
    private long apply(PurgeStore.TracePlace place) {
        Optional<Duration> retention = place.retention() == null ? setting : Ages.parse(place.retention());
        if (retention.isEmpty()) {
            return 0;
        }
        try {
            long before = clock.millis() - retention.get().toMillis();
            long removed = removal.removeTraces(place.experiment(), place.location(), before, false);
            if (removed > 0) {
                LOG.info(
                        "removed {} traces of experiment {}, older than {}",
                        removed,
                        place.experiment(),
                        Ages.text(retention.get()));
            }
            return removed;
        } catch (IOException | RuntimeException failure) { // which is no reason to keep the traces of others
            LOG.warn("old traces of experiment {} are not removed yet", place.experiment(), failure);
            return 0;
        }
    }
}
