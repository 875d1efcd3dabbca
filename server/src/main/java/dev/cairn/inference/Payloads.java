package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.inference.GetPayload;
import dev.cairn.protocol.inference.ListPayloadFiles;
import dev.cairn.protocol.inference.ListPayloads;
import dev.cairn.protocol.inference.Payload;
import dev.cairn.search.PageSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads tables: the newest first, across files that may overlap.
final class Payloads {
    private static final PageSize SIZE = PageSize.MODEL_ACTIVITIES;
    private static final Pattern STATUS = Pattern.compile("[1-5](\\d\\d|xx)");
    private static final int MOST_LISTED = 1_000;

    /// So many files, and so much text in them, are looked through for one page.
    private static final int MOST_FILES = 100;

    private static final long MOST_BYTES = 64 << 20;

    /// Behind all ids.
    private static final String LAST = "~";

    private final Database database;
    private final CapturedEndpoints endpoints;
    private final PayloadFiles files;
    private final Runnable writer;

    /// @param writer writes what waits
    Payloads(Database database, CapturedEndpoints endpoints, PayloadFiles files, Runnable writer) {
        this.database = database;
        this.endpoints = endpoints;
        this.files = files;
        this.writer = writer;
    }

    ListPayloads.Response list(Caller caller, ListPayloads request) {
        int size = SIZE.of(request.maxResults());
        Predicate<Payload> wanted = wanted(request);
        Optional<String> before = Optional.ofNullable(request.pageToken()).filter(token -> !token.isEmpty());
        long end = before.map(token -> time(token) + 1).orElse(Long.MAX_VALUE);
        long from = Objects.requireNonNullElse(request.from(), 0L);
        long to = Math.min(end, Objects.requireNonNullElse(request.to(), Long.MAX_VALUE));
        Optional<StoredTable> table = table(caller, request.name());
        if (table.isEmpty()) {
            return new ListPayloads.Response(List.of(), null);
        }
        writer.run();
        List<StoredFile> found =
                database.read(tx -> new TableStore(tx).files(table.get().id(), from, to, MOST_LISTED + 1));
        Predicate<Payload> isOfPage = payload -> payload.timestampMs() >= from
                && payload.timestampMs() < to
                && before.map(token -> payload.databricksRequestId().compareTo(token) < 0)
                        .orElse(true)
                && wanted.test(payload);
        return page(found, isOfPage, size, before.orElse(LAST));
    }

    /// @param before the token of the page, which that of the next one is smaller than: files that overlap there are
    ///               read whatever they have
    private ListPayloads.Response page(List<StoredFile> found, Predicate<Payload> wanted, int size, String before) {
        PriorityQueue<Payload> ahead = new PriorityQueue<>(
                Comparator.comparing(Payload::databricksRequestId).reversed());
        List<Payload> rows = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < found.size(); i++) {
            StoredFile file = found.get(i);
            take(ahead, rows, file.lastTime(), size);
            if (rows.size() == size) {
                return new ListPayloads.Response(rows, rows.getLast().databricksRequestId());
            }
            bytes += file.textBytes();
            String next = TimedIds.first(file.lastTime() + 1);
            boolean isMuch = i >= MOST_FILES || (bytes > MOST_BYTES && i > 0);
            if (isMuch && next.compareTo(before) < 0) {
                return new ListPayloads.Response(rows, next);
            }
            if (i == MOST_LISTED) {
                throw ApiException.invalid("Too many files are of one moment: ask for a time without it.");
            }
            files.read(file, false).stream().filter(wanted).forEach(ahead::add);
        }
        take(ahead, rows, -1, size);
        boolean isLast = ahead.isEmpty();
        return new ListPayloads.Response(rows, isLast ? null : rows.getLast().databricksRequestId());
    }

    /// Takes what is newer than all that is still to be read.
    private static void take(PriorityQueue<Payload> ahead, List<Payload> rows, long newest, int size) {
        while (rows.size() < size
                && !ahead.isEmpty()
                && Objects.requireNonNull(ahead.peek()).timestampMs() > newest) {
            rows.add(ahead.remove());
        }
    }

    Payload get(Caller caller, GetPayload request) {
        Optional<StoredTable> table = table(caller, request.name());
        OptionalLong time = TimedIds.time(request.id());
        if (table.isPresent() && time.isPresent()) {
            writer.run();
            List<StoredFile> found = database.read(tx ->
                    new TableStore(tx).files(table.get().id(), time.getAsLong(), time.getAsLong() + 1, MOST_FILES));
            for (StoredFile file : found) {
                Optional<Payload> payload = files.read(file, true).stream()
                        .filter(one -> one.databricksRequestId().equals(request.id()))
                        .findFirst();
                if (payload.isPresent()) {
                    return payload.get();
                }
            }
        }
        throw ApiException.missing(
                "The endpoint '%s' has kept no request '%s'.".formatted(request.name(), request.id()));
    }

    ListPayloadFiles.Response files(Caller caller, ListPayloadFiles request) {
        Optional<StoredTable> table = table(caller, request.name());
        if (table.isEmpty()) {
            return new ListPayloadFiles.Response(List.of(), true);
        }
        writer.run();
        long from = Objects.requireNonNullElse(request.from(), 0L);
        long to = Objects.requireNonNullElse(request.to(), Long.MAX_VALUE);
        List<StoredFile> found =
                database.read(tx -> new TableStore(tx).files(table.get().id(), from, to, MOST_LISTED + 1));
        return new ListPayloadFiles.Response(
                found.stream()
                        .limit(MOST_LISTED)
                        .map(file -> new ListPayloadFiles.PayloadFile(
                                PartId.of(file).toString(), file.day(), file.rows(), file.firstTime(), file.lastTime()))
                        .toList(),
                found.size() <= MOST_LISTED);
    }

    /// `GET serving-endpoints/{name}/payload-files/{id}`.
    void file(Exchange exchange) throws IOException {
        files.artifacts()
                .send(path(exchange.caller(), exchange.pathParameter("name"), exchange.pathParameter("id")), exchange);
    }

    /// Where a file lies, also one that was put together with others since its id was told.
    ArtifactPath path(Caller caller, String name, String id) throws IOException {
        Optional<StoredTable> table = table(caller, name);
        Optional<ArtifactPath> path = table.flatMap(of -> PartId.parse(id).map(part -> part.path(of.folder())));
        if (path.isEmpty() || files.artifacts().find(path.get()).isEmpty()) {
            path.map(ArtifactPath::value)
                    .filter(gone -> database.read(
                            tx -> new TableStore(tx).isNamed(table.orElseThrow().id(), gone)))
                    .ifPresent(PayloadFiles::tellGone);
            throw ApiException.missing("There is no file '%s'.".formatted(id));
        }
        return path.get();
    }

    private Optional<StoredTable> table(Caller caller, String name) {
        return TableStore.find(database, endpoints, caller, name);
    }

    private static long time(String token) {
        return TimedIds.time(token).orElseThrow(() -> ApiException.invalid("Invalid page token"));
    }

    private static Predicate<Payload> wanted(ListPayloads request) {
        @Nullable String status = request.status();
        if (status != null && !status.isEmpty() && !STATUS.matcher(status).matches()) {
            throw ApiException.invalidValue("status", status, "It must be a status such as 200, or 4xx.");
        }
        Predicate<Payload> isOfStatus = status == null || status.isEmpty()
                ? payload -> true
                : status.endsWith("xx")
                        ? payload -> payload.statusCode() / 100 == status.charAt(0) - '0'
                        : payload -> payload.statusCode() == Integer.parseInt(status);
        return isOfStatus
                .and(payload -> isOrUnsaid(request.entity(), payload.servedEntityName()))
                .and(payload -> isOrUnsaid(request.version(), payload.entityVersion()));
    }

    static boolean isOrUnsaid(@Nullable String asked, String value) {
        return asked == null || asked.isEmpty() || asked.equals(value);
    }
}
