package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.tracking.Tracking;
import java.io.IOException;

/// `GET get-trace-artifact`: the spans of a trace as a file, or one of its attachments.
final class TraceFiles {
    private static final String DATA = "traces.json";
    private static final String ATTACHMENTS = "attachments";

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
