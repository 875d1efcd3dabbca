package dev.cairn.inference;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseException;
import dev.cairn.http.ApiException;
import dev.cairn.inference.PayloadQueue.Waiting;
import dev.cairn.protocol.inference.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what waits into files, one for each table and day, and then names them in the database: a file counts when it
/// is whole. What cannot be written waits for the next turn.
final class PayloadWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PayloadWriter.class);

    private final Database database;
    private final Artifacts artifacts;
    private final PayloadQueue queue;
    private static final int PATIENCE_SECONDS = 1;

    private final ReentrantLock writing = new ReentrantLock();
    private List<Waiting> left = List.of();

    private record Part(StoredTable table, String day) {}

    PayloadWriter(Database database, Artifacts artifacts, PayloadQueue queue) {
        this.database = database;
        this.artifacts = artifacts;
        this.queue = queue;
    }

    /// The day of a time, such as `2026-11-28`, in UTC.
    static String day(long time) {
        return Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    /// The folder of a day's files, in the words of those who read partitions.
    static ArtifactPath folder(String table, String day) {
        return new ArtifactPath("%s/date=%s".formatted(table, day));
    }

    /// Writes what waits now, for somebody who wants to read it; not for long where somebody else writes.
    void flush() {
        try {
            if (writing.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                try {
                    turn();
                } finally {
                    writing.unlock();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    /// Writes all that waits now.
    void turn() {
        writing.lock();
        try {
            writeAll();
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        List<Waiting> all = new ArrayList<>(left);
        all.addAll(queue.take());
        Map<Part, List<Waiting>> parts = new LinkedHashMap<>();
        all.forEach(one -> parts.computeIfAbsent(
                        new Part(one.table(), day(one.payload().timestampMs())), _ -> new ArrayList<>())
                .add(one));
        List<Waiting> failed = new ArrayList<>();
        parts.forEach((part, some) -> {
            if (!isOver(part, some)) {
                failed.addAll(some);
            }
        });
        left = List.copyOf(failed);
    }

    /// Writes a part, or gives it up; false where it is to be tried again.
    private boolean isOver(Part part, List<Waiting> some) {
        try {
            List<Payload> payloads = some.stream()
                    .map(Waiting::payload)
                    .map(PayloadWriter::named)
                    .toList();
            Optional<StoredFile> file = write(part.table(), part.day(), payloads);
            queue.done(some, file.isPresent());
            return true;
        } catch (IOException | ApiException | DatabaseException failure) {
            LOG.warn("table={} payloads={} are written later", part.table().folder(), some.size(), failure);
            return false;
        } catch (RuntimeException | OutOfMemoryError unforeseen) {
            LOG.error("table={} payloads={} are lost", part.table().folder(), some.size(), unforeseen);
            queue.done(some, false);
            return true;
        }
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
        artifacts.write(path, new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
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
            isNamed = database.write(tx -> replace(new TableStore(tx), table, file, others));
        } finally {
            if (!isNamed) {
                remove(path);
            }
        }
        return isNamed ? Optional.of(file) : Optional.empty();
    }

    private void remove(ArtifactPath path) {
        try {
            artifacts.delete(path);
        } catch (IOException failure) {
            LOG.warn("file={} is in no table, and goes with its day", path.value(), failure);
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
