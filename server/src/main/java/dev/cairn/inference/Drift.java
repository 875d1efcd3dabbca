package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Upload;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.inference.DriftColumn;
import dev.cairn.protocol.inference.GetDrift;
import dev.cairn.protocol.inference.GetDrift.Baseline;
import dev.cairn.protocol.inference.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Holds what an endpoint is asked and answers against what it was, or what somebody gave for that.
final class Drift {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int REFUSED = 400;
    private static final long FIRST = 1_000;
    private static final long MOST_REQUESTS = 20_000;
    private static final long MOST_BYTES = 64 << 20;
    private static final int MOST_FILES = 500;

    /// Each may have that much text in memory, and more to tell it apart.
    private static final int AT_A_TIME = 2;

    private static final int MOST_BASELINE_BYTES = 16 << 20;

    private final Database database;
    private final CapturedEndpoints endpoints;
    private final PayloadFiles files;
    private final Runnable writer;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    private record Found(Profiles profiles, boolean isWhole) {}

    Drift(Database database, PayloadFiles files, CapturedEndpoints endpoints, Runnable writer, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.files = files;
        this.writer = writer;
        this.clock = clock;
    }

    GetDrift.Response get(Caller caller, GetDrift request) {
        long to = Objects.requireNonNullElseGet(request.to(), () -> clock.millis() + 1);
        long from = Objects.requireNonNullElse(request.from(), to - WINDOW.toMillis());
        Optional<StoredTable> table = find(caller, request.name());
        if (table.isEmpty()) {
            return new GetDrift.Response(from, to, 0, true, Baseline.NONE, 0, List.of());
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
        Optional<Profiles> given = given(table);
        Profiles before = given.orElseGet(() -> profiles(
                        database.read(tx -> new TableStore(tx).oldest(table.id(), MOST_FILES)), wanted, FIRST)
                .profiles());
        Baseline baseline = given.isPresent()
                ? Baseline.GIVEN
                : before.columns().isEmpty() ? Baseline.NONE : Baseline.FIRST_REQUESTS;
        return new GetDrift.Response(
                from,
                to,
                now.profiles().rows(),
                now.isWhole() && inTime.size() < MOST_FILES,
                baseline,
                before.rows(),
                columns(before, now.profiles()));
    }

    private static List<DriftColumn> columns(Profiles before, Profiles now) {
        List<DriftColumn> columns = new ArrayList<>();
        for (Map.Entry<Profiles.Column, ColumnProfile> entry : now.columns().entrySet()) {
            ColumnProfile earlier = before.columns().getOrDefault(entry.getKey(), new ColumnProfile());
            columns.add(ColumnDrift.of(entry.getKey().name(), entry.getKey().side(), earlier, entry.getValue()));
        }
        return columns;
    }

    private Found profiles(List<StoredFile> some, Predicate<Payload> wanted, long most) {
        Profiles profiles = new Profiles();
        long requests = 0;
        long bytes = 0;
        for (StoredFile file : some) {
            bytes += file.textBytes();
            if (bytes > MOST_BYTES && bytes > file.textBytes()) {
                return new Found(profiles, false);
            }
            for (Payload payload : files.read(file, true)) {
                if (wanted.test(payload)) {
                    if (requests == most) {
                        return new Found(profiles, false);
                    }
                    profiles.add(payload);
                    requests++;
                }
            }
        }
        return new Found(profiles, true);
    }

    /// `PUT serving-endpoints/{name}/baseline`: rows in a form of a request, with `predictions` beside them if there
    /// are
    /// any, that others are held against from now on.
    void give(Exchange exchange) throws IOException {
        byte[] body = exchange.jsonBody();
        if (body.length > MOST_BASELINE_BYTES) {
            throw ApiException.badRequest("A baseline has at most %d MiB: a sample of the rows tells as much."
                    .formatted(MOST_BASELINE_BYTES >> 20));
        }
        JsonNode given = Bodies.read(body).orElseThrow(() -> ApiException.badRequest("A baseline is rows in JSON."));
        Profiles profiles = profiles(given);
        if (profiles.rows() == 0) {
            throw ApiException.invalid(
                    "A baseline has rows in `dataframe_split`, `dataframe_records`, `instances` or `inputs`, as a request has.");
        }
        StoredTable table = find(exchange.caller(), exchange.pathParameter("name"))
                .orElseThrow(() -> ApiException.invalidState("The endpoint has no inference table yet."));
        JsonNode kept = Redaction.of(table.settings().redacted())
                .request(given, List.of())
                .orElseThrow(() -> ApiException.invalid(
                        "The table has columns that are not kept, which cannot be told from rows without names."));
        byte[] bytes = Bodies.write(kept);
        files.artifacts()
                .write(baseline(table), new Upload(new ByteArrayInputStream(bytes), bytes.length, Optional.empty()));
        exchange.sendJson(Empty.EMPTY);
    }

    /// `DELETE serving-endpoints/{name}/baseline`: the first requests are the baseline again.
    void forget(Exchange exchange) throws IOException {
        Optional<StoredTable> table = find(exchange.caller(), exchange.pathParameter("name"));
        if (table.isPresent()) {
            files.artifacts().delete(baseline(table.get()));
        }
        exchange.sendJson(Empty.EMPTY);
    }

    private Optional<Profiles> given(StoredTable table) {
        try {
            Optional<ArtifactFile> found = files.artifacts().find(baseline(table));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream content = files.artifacts().open(found.get())) {
                return Bodies.read(content.readNBytes(2 * MOST_BASELINE_BYTES)).map(Drift::profiles);
            }
        } catch (IOException away) {
            throw ApiException.busy("The baseline cannot be read: try again later.");
        }
    }

    private static Profiles profiles(JsonNode given) {
        Profiles profiles = new Profiles();
        profiles.addInputs(given);
        profiles.addPredictions(given);
        return profiles;
    }

    private static ArtifactPath baseline(StoredTable table) {
        return new ArtifactPath(table.folder() + "/baseline.json");
    }

    private Optional<StoredTable> find(Caller caller, String name) {
        return database.read(tx -> new TableStore(tx).find(endpoints.get(tx, caller, name)));
    }
}
