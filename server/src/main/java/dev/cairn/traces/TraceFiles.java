package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.FileAddress;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.artifacts.ArtifactCredential;
import dev.cairn.protocol.traces.GetTraceDataCredentials;
import dev.cairn.tracking.Tracking;
import java.io.IOException;
import java.util.Optional;

/// The spans of a trace as a file, and its attachments: `GET get-trace-artifact`, and where the managed platform's
/// clients, which know no other way, send and read them.
final class TraceFiles {
    /// Where the spans of a trace are sent as a file.
    static final String SPANS = "traces/{trace_id}/spans";

    static final String VERSION = "3.0/cairn";

    private static final String DATA = "traces.json";
    private static final String ATTACHMENTS = "attachments";
    private static final String READ = "/ajax-api/3.0/mlflow/get-trace-artifact?request_id=";
    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

    private final Database database;
    private final Tracking tracking;
    private final Artifacts artifacts;
    private final SpanReads spans;

    TraceFiles(Database database, Tracking tracking, Artifacts artifacts, SpanReads spans) {
        this.database = database;
        this.tracking = tracking;
        this.artifacts = artifacts;
        this.spans = spans;
    }

    void send(Exchange exchange) throws IOException {
        String traceId = exchange.query("request_id")
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> ApiException.badRequest("Request must include the \"request_id\" query parameter."));
        String path = exchange.query("path").orElse("");
        if (!path.isEmpty()) {
            artifacts.send(
                    folder(exchange.caller(), traceId).child(ArtifactPath.of(ATTACHMENTS + "/" + path)), exchange);
        } else if (!spans.sendArtifact(exchange, traceId)) {
            artifacts.send(folder(exchange.caller(), traceId).child(ArtifactPath.of(DATA)), exchange);
        }
    }

    /// `GET traces/{request_id}/credentials-for-data-upload?path=`.
    void credentialsToWrite(Exchange exchange) {
        String traceId = exchange.pathParameter("request_id");
        ArtifactPath folder = folder(exchange.caller(), traceId);
        String own = attachment(exchange)
                .map(path -> proxied(folder.child(path)))
                .orElseGet(() ->
                        "/api/%s/%s".formatted(VERSION, SPANS).replace("{trace_id}", PercentEncoding.of(traceId)));
        answer(exchange, FileAddress.own(exchange, own));
    }

    /// `GET traces/{request_id}/credentials-for-data-download?path=`.
    void credentialsToRead(Exchange exchange) throws IOException {
        String traceId = exchange.pathParameter("request_id");
        ArtifactPath folder = folder(exchange.caller(), traceId);
        Optional<ArtifactPath> attachment = attachment(exchange);
        if (attachment.isEmpty()) {
            answer(exchange, FileAddress.own(exchange, READ + PercentEncoding.of(traceId)));
            return;
        }
        ArtifactPath file = folder.child(attachment.get());
        answer(exchange, artifacts.address(file, proxied(file), exchange));
    }

    private static Optional<ArtifactPath> attachment(Exchange exchange) {
        Optional<ArtifactPath> path =
                exchange.query("path").filter(text -> !text.isEmpty()).map(ArtifactPath::of);
        path.map(ArtifactPath::segments).ifPresent(names -> {
            if (names.size() < 2 || !names.getFirst().equals(ATTACHMENTS)) {
                throw ApiException.invalid("Parameter 'path' must name a file below 'attachments/'.");
            }
        });
        return path;
    }

    private static String proxied(ArtifactPath file) {
        return PROXY + PercentEncoding.ofPath(file.value());
    }

    private static void answer(Exchange exchange, FileAddress address) {
        exchange.sendJson(
                new GetTraceDataCredentials.Response(new ArtifactCredential(address.url(), address.headers())));
    }

    private ArtifactPath folder(Caller caller, String traceId) {
        String location = database.read(tx -> {
            ShownTrace trace = new TraceStore(tx, caller).get(traceId);
            return TraceStarts.artifactLocation(
                    tracking.findHome(tx, caller, Long.toString(trace.experimentId()))
                            .orElseThrow(() -> TraceStore.missing(traceId)),
                    traceId);
        });
        return artifacts
                .resolve(location)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.NOT_IMPLEMENTED, "The files of this trace do not lie on this server."));
    }
}
