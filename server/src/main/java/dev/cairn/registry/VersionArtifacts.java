package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.FileAddress;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.artifacts.FileInfo;
import dev.cairn.protocol.artifacts.ListArtifacts;
import dev.cairn.protocol.registry.ListModelVersionArtifacts;
import dev.cairn.protocol.registry.SignedDownloadUri;
import dev.cairn.search.Page;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.StringJoiner;

/// The files of model versions: for the UI (semantics, section 12), and for clients of the managed platform's registry,
/// which list them and ask for the address of each (flows.md, section 5).
final class VersionArtifacts {
    static final String FILE = "model-versions/get-artifact";

    private final Database database;
    private final Tracking tracking;
    private final Artifacts artifacts;

    VersionArtifacts(Database database, Tracking tracking, Artifacts artifacts) {
        this.database = database;
        this.tracking = tracking;
        this.artifacts = artifacts;
    }

    /// `GET /model-versions/get-artifact?name=&version=&path=`.
    void send(Exchange exchange) throws IOException {
        artifacts.send(file(exchange), exchange);
    }

    /// `GET model-versions/get-signed-download-uri?name=&version=&path=`.
    void sign(Exchange exchange) throws IOException {
        FileAddress address = artifacts.address(file(exchange), own(exchange), exchange);
        exchange.sendJson(new SignedDownloadUri(address.url(), address.headers()));
    }

    private static String own(Exchange exchange) {
        StringJoiner query = new StringJoiner("&", "/" + FILE + "?", "");
        for (String parameter : List.of("name", "version", "path")) {
            query.add(parameter + "=" + PercentEncoding.of(required(exchange, parameter)));
        }
        return query.toString();
    }

    ListArtifacts.Response list(Caller caller, ListModelVersionArtifacts request) {
        ArtifactPath inside = ArtifactPath.of(request.path() == null ? "" : request.path());
        String folder = database.read(tx -> folder(tx, caller, request.name(), request.version()));
        try {
            Page<FileInfo> page =
                    artifacts.list(place(folder).child(inside), inside, request.pageToken(), request.maxResults());
            return new ListArtifacts.Response(folder, page.rows(), page.next());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ArtifactPath file(Exchange exchange) {
        String name = required(exchange, "name");
        String version = required(exchange, "version");
        ArtifactPath path = ArtifactPath.of(required(exchange, "path"));
        return place(exchange.caller(), name, version).child(path);
    }

    /// The folder of a version that the caller reads.
    ArtifactPath place(Caller caller, String name, String version) {
        return place(database.read(tx -> folder(tx, caller, name, version)));
    }

    private ArtifactPath place(String folder) {
        return artifacts
                .resolve(folder)
                .orElseThrow(() -> ApiException.invalid(
                        "The artifacts at '%s' are kept outside this server: read them there.".formatted(folder)));
    }

    /// The URI of a version's folder. Whoever reads the version reads its files, wherever they are. It has a `runs:/`
    /// URI followed to the run's artifacts.
    private String folder(Transaction tx, Caller caller, String name, String version) {
        String location = ModelVersions.get(tx, caller, name, version).origin().location();
        SourceUri uri = SourceUri.parse(location);
        if (!uri.scheme().equals("runs")) {
            return location;
        }
        List<String> names = uri.names();
        String runId = names.getFirst();
        String root = tracking.findRun(tx, Caller.itself(caller.workspace()), runId)
                .orElseThrow(() -> ApiException.missing("Run with id=%s not found".formatted(runId)))
                .artifactUri();
        return names.size() == 1 ? root : root + "/" + String.join("/", names.subList(1, names.size()));
    }

    private static String required(Exchange exchange, String parameter) {
        return exchange.query(parameter)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ApiException.badRequest("Request must specify %s.".formatted(parameter)));
    }
}
