package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.encryption.KeyException;
import dev.cairn.http.ApiException;
import dev.cairn.inference.PayloadQueue.Waiting;
import dev.cairn.protocol.inference.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what waits into files, one for each table and day, and then names them in the database: a file counts when it
/// is whole. What cannot be written waits for the next turn, as does what the database does not say of whether it took
/// it.
final class PayloadWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadWriter.class);

    private static final long MOMENT = 1_000;

    private final Database database;
    private final Artifacts artifacts;
    private final PayloadQueue queue;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private long flushed;
    private final Map<Part, List<Waiting>> waiting = new LinkedHashMap<>();

    private final List<Doubt> doubts = new ArrayList<>();

    private record Part(StoredTable table, String day) {}

    /// Payloads of a part that are in a file which may have its name or not.
    private record Doubt(Part part, StoredFile file, List<Waiting> some) {}

    /// Whether the database names a file.
    private enum Named {
        YES,
        NO,
        /// Nobody says: the connection was lost while it was named, and cannot be had again.
        PERHAPS
    }

    PayloadWriter(Database database, Artifacts artifacts, PayloadQueue queue, InstantSource clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.queue = queue;
        this.clock = clock;
    }

    /// The day of a time, such as `2026-11-28`, in UTC.
    static String day(long time) {
        return Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// Writes all that waits now.
    void turn() {
        lock.lock();
        try {
            write();
        } finally {
            lock.unlock();
        }
    }

    /// The same for who is about to read, but not where that was just done for another one, or is being done: who reads
    /// again and again does not fill a table with small files, and nobody waits.
    void flush() {
        if (lock.tryLock()) {
            try {
                long now = clock.millis();
                if (Math.abs(now - flushed) >= MOMENT) {
                    flushed = now;
                    write();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private void write() {
        doubts.removeIf(this::isCleared);
        queue.take()
                .forEach(one -> part(new Part(one.table(), day(one.payload().timestampMs())))
                        .add(one));
        // While nobody says what became of one file, another would be another question.
        waiting.entrySet().removeIf(part -> doubts.isEmpty() && isSettled(part.getKey(), part.getValue()));
    }

    private List<Waiting> part(Part part) {
        return waiting.computeIfAbsent(part, _ -> new ArrayList<>());
    }

    /// Has what a file of unknown name has be kept once: as it is, or in another one.
    private boolean isCleared(Doubt doubt) {
        Named named = asked(doubt.file());
        switch (named) {
            case YES -> queue.done(doubt.some(), true);
            case NO -> {
                forget(doubt.file());
                part(doubt.part()).addAll(doubt.some());
            }
            case PERHAPS ->
                LOG.warn(
                        "file={} may have its name or not: that is asked later",
                        doubt.file().path());
        }
        return named != Named.PERHAPS;
    }

    /// Writes a part, or gives it up where another try would end as this one did; false where it is to wait.
    private boolean isSettled(Part part, List<Waiting> some) {
        boolean isKept = false;
        try {
            List<Payload> payloads = some.stream()
                    .map(Waiting::payload)
                    .map(PayloadWriter::named)
                    .toList();
            StoredFile file = put(part.table(), part.day(), payloads);
            Named named = name(part.table(), file);
            if (named == Named.PERHAPS) {
                doubts.add(new Doubt(part, file, some));
                return true;
            }
            isKept = named == Named.YES;
        } catch (IOException | UncheckedIOException | ApiException | DatabaseException | KeyException failure) {
            LOG.warn("table={} payloads={} are written later", part.table().folder(), some.size(), failure);
            return false;
        } catch (RuntimeException | Error unforeseen) {
            LOG.error("table={} payloads={} are lost", part.table().folder(), some.size(), unforeseen);
        }
        queue.done(some, isKept);
        return true;
    }

    /// With the id that the client gave in the body, if it gave none beside it.
    private static Payload named(Payload payload) {
        if (payload.clientRequestId() != null || payload.request() == null) {
            return payload;
        }
        return Bodies.clientRequestId(payload.request())
                .map(id -> new Payload(
                        payload.databricksRequestId(),
                        id,
                        payload.timestampMs(),
                        payload.statusCode(),
                        payload.samplingFraction(),
                        payload.executionTimeMs(),
                        payload.queueMs(),
                        payload.modelMs(),
                        payload.overheadMs(),
                        payload.servedEntityName(),
                        payload.entityName(),
                        payload.entityVersion(),
                        payload.requester(),
                        payload.request(),
                        payload.response(),
                        payload.loggingErrors()))
                .orElse(payload);
    }

    /// Writes a file and adds it to a table, in the place of others. It is empty if the table is gone, or they are, or
    /// if nobody says whether that was done: all of them stay then, and upkeep finds those that are of no table.
    ///
    /// @param payloads of one day
    Optional<StoredFile> write(StoredTable table, String day, List<Payload> payloads, StoredFile... others)
            throws IOException {
        StoredFile file = put(table, day, payloads);
        return name(table, file, others) == Named.YES ? Optional.of(file) : Optional.empty();
    }

    private StoredFile put(StoredTable table, String day, List<Payload> payloads) throws IOException {
        List<Payload> sorted = payloads.stream()
                .sorted(Comparator.comparing(Payload::databricksRequestId))
                .toList();
        byte[] bytes = PayloadRows.write(sorted);
        ArtifactPath path = PartId.next(day).path(table.folder());
        StoredFile file = new StoredFile(
                0,
                table.id(),
                path.value(),
                day,
                sorted.getFirst().timestampMs(),
                sorted.getLast().timestampMs(),
                sorted.size(),
                sorted.stream().mapToLong(PayloadQueue::textBytes).sum());
        boolean isWritten = false;
        try {
            artifacts.write(path, new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
            isWritten = true;
        } finally {
            if (!isWritten) {
                forget(file);
            }
        }
        return file;
    }

    /// Names a file that was written. Where that fails, it may be done all the same: so the database is asked.
    private Named name(StoredTable table, StoredFile file, StoredFile... others) {
        try {
            boolean isNamed = database.write(tx -> replace(new TableStore(tx), table, file, others));
            if (!isNamed) {
                forget(file);
            }
            return isNamed ? Named.YES : Named.NO;
        } catch (RuntimeException | Error failure) {
            Named named = asked(file);
            if (named == Named.NO) {
                forget(file);
                throw failure;
            }
            LOG.warn("file={} named={} though the database failed", file.path(), named, failure);
            return named;
        }
    }

    private Named asked(StoredFile file) {
        try {
            return database.write(tx -> new TableStore(tx).isNamedForGood(file.table(), file.path()))
                    ? Named.YES
                    : Named.NO;
        } catch (ApiException | DatabaseException away) {
            LOG.warn("file={} cannot be asked for", file.path(), away);
            return Named.PERHAPS;
        }
    }

    /// Removes a file that no table has; where that fails, upkeep finds it.
    private void forget(StoredFile file) {
        try {
            artifacts.delete(new ArtifactPath(file.path()));
        } catch (IOException | RuntimeException failure) {
            LOG.warn("file={} is of no table and stays until a server starts, or its day goes", file.path(), failure);
        }
    }

    private static boolean replace(TableStore store, StoredTable table, StoredFile file, StoredFile... others) {
        if (!store.add(table, file)) {
            return false;
        }
        for (StoredFile other : others) {
            if (!store.remove(other)) {
                throw ApiException.busy("Another server has put the files together already.");
            }
        }
        return true;
    }
}
