package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.traces.GetTraceInfoV3;
import dev.cairn.protocol.traces.Trace;
import java.util.List;

/// What clients ask of single traces.
final class TraceReads {
    private final Database database;

    TraceReads(Database database) {
        this.database = database;
    }

    GetTraceInfoV3.Response info(Caller caller, GetTraceInfoV3 request) {
        return database.read(tx -> {
            TraceStore store = new TraceStore(tx, caller.workspace());
            return new GetTraceInfoV3.Response(
                    new Trace(store.whole(List.of(store.get(request.traceId()))).getFirst()));
        });
    }
}
