package dev.cairn.registry;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.util.List;

/// The files of model versions, for the UI (semantics, section 12).
final class VersionArtifacts {
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
        String name = required(exchange, "name");
        String version = required(exchange, "version");
        ArtifactPath path = ArtifactPath.of(required(exchange, "path"));
        String folder = database.read(tx -> folder(tx, exchange.caller(), name, version));
        ArtifactPath place = artifacts
                .resolve(folder)
                .orElseThrow(() -> ApiException.invalid(
                        "The artifacts at '%s' are kept outside this server: read them there.".formatted(folder)));
        artifacts.send(place.child(path), exchange);
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
