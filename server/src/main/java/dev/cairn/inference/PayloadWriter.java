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
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what waits into files, one for each table and day, and then names them in the database: a file counts when it
/// is whole. What cannot be written waits for the next turn.
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

    private record Part(StoredTable table, String day) {}

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

    /// The folder of a day's files, in the words of those who read partitions.
    static ArtifactPath folder(String table, String day) {
        return new ArtifactPath("%s/date=%s".formatted(table, day));
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
        queue.take()
                .forEach(one -> waiting.computeIfAbsent(
                                new Part(one.table(), day(one.payload().timestampMs())), _ -> new ArrayList<>())
                        .add(one));
        waiting.entrySet().removeIf(part -> isSettled(part.getKey(), part.getValue()));
    }

    /// Writes a part, or gives it up where another try would end as this one did; false where it is to wait.
    private boolean isSettled(Part part, List<Waiting> some) {
        boolean isKept = false;
        try {
            List<Payload> payloads = some.stream()
                    .map(Waiting::payload)
                    .map(PayloadWriter::named)
                    .toList();
            isKept = write(part.table(), part.day(), payloads).isPresent();
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

    /// Writes a file and adds it to a table, in the place of others; empty if the table is gone, or they are.
    ///
    /// @param payloads of one day
    Optional<StoredFile> write(StoredTable table, String day, List<Payload> payloads, StoredFile... others)
            throws IOException {
        List<Payload> sorted = payloads.stream()
                .sorted(Comparator.comparing(Payload::databricksRequestId))
                .toList();
        byte[] bytes = PayloadRows.write(sorted);
        ArtifactPath path =
                folder(table.folder(), day).child(new ArtifactPath("part-%s.parquet".formatted(UUID.randomUUID())));
        StoredFile file = new StoredFile(
                0,
                table.id(),
                path.value(),
                day,
                sorted.getFirst().timestampMs(),
                sorted.getLast().timestampMs(),
                sorted.size(),
                sorted.stream().mapToLong(PayloadQueue::textBytes).sum());
        boolean isNamed = false;
        try {
            artifacts.write(path, new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
            isNamed = database.write(tx -> replace(new TableStore(tx), table, file, others));
        } finally {
            if (!isNamed) {
                forget(path);
            }
        }
        return isNamed ? Optional.of(file) : Optional.empty();
    }

    /// Removes a file that no table has; where that fails, it goes with its day.
    private void forget(ArtifactPath path) {
        try {
            artifacts.delete(path);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("file={} is of no table and stays until its day goes", path.value(), failure);
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
