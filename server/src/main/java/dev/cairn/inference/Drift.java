package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.GetDrift;
import dev.cairn.protocol.inference.GetDrift.Baseline;
import dev.cairn.protocol.inference.Payload;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/// Holds what an endpoint is asked and answers against what it was, or what somebody gave for that.
final class Drift {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int REFUSED = 400;
    private static final long FIRST = 1_000;
    private static final long MOST_REQUESTS = 20_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final int MOST_FILES = 500;

    /// So many bytes of files that have nothing of what is asked for are looked through in the time of one that has.
    private static final int SKIPPED = 16;

    /// So much earlier than it is known of an entity, it may have answered.
    private static final Duration EARLIER = Duration.ofHours(1);

    /// Each may have that much text in memory, and more to tell it apart.
    private static final int AT_A_TIME = 2;

    private final Database database;
    private final CapturedEndpoints endpoints;
    private final PayloadFiles files;
    private final BaselineFile baseline;
    private final Runnable writer;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    private record Found(Profiles profiles, boolean isWhole) {}

    Drift(Database database, PayloadFiles files, CapturedEndpoints endpoints, Runnable writer, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.files = files;
        this.baseline = new BaselineFile(files.artifacts());
        this.writer = writer;
        this.clock = clock;
    }

    GetDrift.Response get(Caller caller, GetDrift request) {
        long to = Objects.requireNonNullElseGet(request.to(), () -> clock.millis() + 1);
        long from = Objects.requireNonNullElse(request.from(), to - WINDOW.toMillis());
        Optional<StoredTable> table = TableStore.find(database, endpoints, caller, request.name());
        if (table.isEmpty()) {
            return new GetDrift.Response(from, to, 0, true, Baseline.NONE, 0, null, List.of());
        }
        if (!places.tryAcquire()) {
            throw ApiException.tooMany("The server looks at as much drift as it can. Try again shortly.", 1);
        }
        try {
            return get(table.get(), request, from, to);
        } finally {
            places.release();
        }
    }

    private GetDrift.Response get(StoredTable table, GetDrift request, long from, long to) {
        writer.run();
        Predicate<Payload> wanted = payload -> payload.statusCode() < REFUSED
                && Payloads.isOrUnsaid(request.entity(), payload.servedEntityName())
                && Payloads.isOrUnsaid(request.version(), payload.entityVersion());
        List<StoredFile> inTime = database.read(tx -> new TableStore(tx).files(table.id(), from, to, MOST_FILES));
        Found now = profiles(
                inTime,
                wanted.and(payload -> payload.timestampMs() >= from && payload.timestampMs() < to),
                MOST_REQUESTS);
        Optional<BaselineFile.Given> given = baseline.find(table);
        Profiles before = given.map(BaselineFile.Given::profiles)
                .orElseGet(() -> profiles(oldest(table, request), wanted, FIRST).profiles());
        Baseline kind = given.isPresent()
                ? Baseline.GIVEN
                : before.columns().isEmpty() ? Baseline.NONE : Baseline.FIRST_REQUESTS;
        return new GetDrift.Response(
                from,
                to,
                now.profiles().rows(),
                now.isWhole() && inTime.size() < MOST_FILES,
                kind,
                before.rows(),
                given.map(BaselineFile.Given::source).orElse(null),
                columns(before, now.profiles(), given.isPresent()));
    }

    /// Where the first requests are that are asked for.
    private List<StoredFile> oldest(StoredTable table, GetDrift request) {
        String entity = Objects.requireNonNullElse(request.entity(), "");
        String version = Objects.requireNonNullElse(request.version(), "");
        return database.read(tx -> {
            Optional<Long> since = entity.isEmpty() && version.isEmpty()
                    ? Optional.empty()
                    : endpoints.since(tx, table.endpoint(), entity, version);
            long from = since.map(time -> time - EARLIER.toMillis()).orElse(0L);
            return new TableStore(tx).oldest(table.id(), from, MOST_FILES);
        });
    }

    private static List<DriftColumn> columns(Profiles before, Profiles now, boolean isGiven) {
        Counterparts counterparts = isGiven ? Counterparts.of(before, now) : new Counterparts(Map.of(), before);
        return now.columns().entrySet().stream()
                .map(entry -> ColumnDrift.of(
                        entry.getKey().name(),
                        entry.getKey().side(),
                        counterparts.find(entry.getKey()),
                        entry.getValue()))
                .toList();
    }

    private Found profiles(List<StoredFile> some, Predicate<Payload> wanted, long most) {
        Profiles profiles = new Profiles();
        long requests = 0;
        long bytes = 0;
        for (StoredFile file : some) {
            if (bytes > 0 && bytes + file.textBytes() > MOST_BYTES) {
                return new Found(profiles, false);
            }
            List<Payload> found = files.read(file, wanted);
            bytes += found.isEmpty() ? file.textBytes() / SKIPPED : file.textBytes();
            for (Payload payload : found) {
                if (requests == most) {
                    return new Found(profiles, false);
                }
                profiles.add(payload);
                requests++;
            }
        }
        return new Found(profiles, true);
    }
}
