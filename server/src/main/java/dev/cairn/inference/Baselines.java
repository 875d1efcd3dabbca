package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.Empty;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What endpoints are held against because somebody says so: rows that come with the request, or a table that a run or
/// a model has.
final class Baselines {
    private static final int MOST_BYTES = 16 << 20;

    /// Of a file, which takes a few times as much memory while it is read.
    private static final int MOST_FILE_BYTES =
            (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final int MOST_VALUES =
            (int) Math.min(10_000_000, Runtime.getRuntime().maxMemory() / 256);
    private static final ScoringLimits LIMITS = new ScoringLimits(MOST_VALUES, 10_000, MOST_VALUES, 32, MOST_VALUES, 1);

    private final Database database;
    private final CapturedEndpoints endpoints;
    private final ArtifactFolders folders;
    private final Artifacts artifacts;
    private final BaselineFile file;

    /// Where one file at a time is read.
    private final Semaphore place = new Semaphore(1);

    Baselines(Database database, CapturedEndpoints endpoints, ArtifactFolders folders, Artifacts artifacts) {
        this.database = database;
        this.endpoints = endpoints;
        this.folders = folders;
        this.artifacts = artifacts;
        this.file = new BaselineFile(artifacts);
    }

    /// `PUT serving-endpoints/{name}/baseline`: rows in a form of a request, with `predictions` beside them if there
    /// are any, or an `artifact` that has them, from now on.
    void give(Exchange exchange) throws IOException {
        byte[] body = exchange.jsonBody();
        if (body.length > MOST_BYTES) {
            throw ApiException.badRequest(
                    "A baseline has at most %d MiB: a sample of the rows tells as much.".formatted(MOST_BYTES >> 20));
        }
        JsonNode given = Bodies.read(body).orElseThrow(() -> ApiException.badRequest("A baseline is rows in JSON."));
        StoredTable table =
                find(exchange).orElseThrow(() -> ApiException.invalidState("The endpoint has no inference table yet."));
        Redaction redaction = Redaction.of(table.settings().redacted()).inEachForm();
        byte[] kept = BaselineArtifact.isIn(given)
                ? ofArtifact(exchange.caller().looking(), BaselineArtifact.of(given), redaction)
                : Bodies.write(rows(given, redaction));
        file.write(table, kept);
        exchange.sendJson(Empty.EMPTY);
    }

    /// `DELETE serving-endpoints/{name}/baseline`: the first requests are the baseline again.
    void forget(Exchange exchange) throws IOException {
        Optional<StoredTable> table = find(exchange);
        if (table.isPresent()) {
            file.delete(table.get());
        }
        exchange.sendJson(Empty.EMPTY);
    }

    private Optional<StoredTable> find(Exchange exchange) {
        return TableStore.find(database, endpoints, exchange.caller(), exchange.pathParameter("name"));
    }

    /// Rows in a form of a request, without what is not to be kept in any form.
    static JsonNode rows(JsonNode given, Redaction redaction) {
        if (BaselineFile.profiles(given).rows() == 0) {
            throw ApiException.invalid(
                    "A baseline has rows in `dataframe_split`, `dataframe_records`, `instances` or `inputs`, as a request has,"
                            + " or an `artifact` that has them.");
        }
        return redaction.request(given, List.of()).orElseThrow(Baselines::nameless);
    }

    private static ApiException nameless() {
        return ApiException.invalid(
                "The table has columns that are not kept, which cannot be told from rows without names.");
    }

    private byte[] ofArtifact(Caller caller, BaselineArtifact asked, Redaction redaction) throws IOException {
        ArtifactUri uri = ArtifactUri.parse(asked.uri(), caller, folders);
        TableFile kind = TableFile.of(uri.path().name())
                .orElseThrow(() -> ApiException.invalidValue(
                        "artifact",
                        asked.uri(),
                        "The name of a file with a table ends with one of %s.".formatted(TableFile.endings())));
        ArtifactFile found = found(caller, uri);
        if (!place.tryAcquire()) {
            throw ApiException.tooMany("The server reads as many baselines as it can. Try again shortly.", 1);
        }
        try {
            return ofFile(uri, kind, content(found), asked, redaction);
        } finally {
            place.release();
        }
    }

    private ArtifactFile found(Caller caller, ArtifactUri uri) throws IOException {
        ArtifactPath folder = uri.folder(caller, folders);
        if (folder.isRoot()) {
            throw ApiException.invalid("The owner of '%s' has no folder of its own.".formatted(uri.text()));
        }
        ArtifactFile found = artifacts
                .find(folder.child(uri.path()))
                .orElseThrow(() -> ApiException.missing("There is no file '%s'.".formatted(uri.text())));
        if (found.isDirectory()) {
            throw ApiException.invalid("'%s' is a folder: name a file of it.".formatted(uri.text()));
        } else if (found.size() > MOST_FILE_BYTES) {
            throw ApiException.invalid(
                    "The file '%s' has more than %d MiB: log a sample of the rows, which tells as much."
                            .formatted(uri.text(), MOST_FILE_BYTES >> 20));
        }
        return found;
    }

    private byte[] content(ArtifactFile found) throws IOException {
        try (InputStream content = artifacts.open(found)) {
            return content.readNBytes((int) found.size());
        }
    }

    /// What is kept of a file.
    static byte[] ofFile(ArtifactUri uri, TableFile kind, byte[] content, BaselineArtifact asked, Redaction redaction) {
        TableFile.Table read;
        try {
            read = kind.read(content, LIMITS);
        } catch (InvalidInput refused) {
            ObjectNode given = request(kind, content)
                    .orElseThrow(() -> ApiException.invalid(
                            "The file '%s' cannot be read as a table: %s".formatted(uri.text(), refused.getMessage())));
            return ofRequest(uri, given, asked, redaction);
        }
        Frame table = read.frame();
        if (table.rows() == 0 || table.columns().isEmpty()) {
            throw ApiException.invalid("The table of the file '%s' is empty.".formatted(uri.text()));
        } else if (!read.isNamed() && !redaction.names().isEmpty()) {
            throw nameless();
        }
        TableRows rows = new TableRows(table, Set.copyOf(asked.predictions()), redaction);
        for (int most = rows.most(); most > 0; most /= 2) {
            Optional<byte[]> bytes = rows.some(most)
                    .map(some -> BaselineFile.bytes(some, uri.text()))
                    .filter(some -> some.length <= MOST_BYTES);
            if (bytes.isPresent()) {
                return bytes.get();
            }
        }
        throw ApiException.invalid("The names of the columns of '%s' are too long.".formatted(uri.text()));
    }

    /// What a file has that is no table, but may come as a request does.
    private static Optional<ObjectNode> request(TableFile kind, byte[] content) {
        return kind != TableFile.JSON || content.length > MOST_BYTES
                ? Optional.empty()
                : Bodies.read(content)
                        .filter(given -> BaselineFile.profiles(given).rows() > 0)
                        .map(JsonNode::asObject);
    }

    private static byte[] ofRequest(ArtifactUri uri, ObjectNode given, BaselineArtifact asked, Redaction redaction) {
        if (!asked.predictions().isEmpty()) {
            throw ApiException.invalid("The file '%s' has rows in a form of a request, with `predictions` beside them:"
                            .formatted(uri.text())
                    + " they are no columns to be named.");
        }
        return BaselineFile.bytes(rows(given, redaction).asObject(), uri.text());
    }
}
