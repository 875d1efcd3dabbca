package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.traces.DeleteTraceTag;
import dev.cairn.protocol.traces.SetTraceTag;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import dev.cairn.tracking.Tracking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The tags of traces, one at a time. Those that say where the server keeps what are the server's own.
final class TraceTags {
    private static final Set<String> IMMUTABLE =
            Set.of(TraceKeys.SPANS_LOCATION, TraceKeys.ARCHIVE_LOCATION, TraceKeys.ARCHIVAL_FAILURE);

    private final Database database;
    private final Tracking tracking;

    TraceTags(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    Empty set(Caller caller, SetTraceTag request) {
        requireMutable(request.key(), "set", IMMUTABLE.contains(request.key()));
        String key = TraceKeys.checkedKey(request.key());
        String value = TraceKeys.tagValue(request.value() == null ? "" : request.value());
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller).locked(request.traceId());
            TraceTextStore.Writes texts = new TraceTextStore.Writes();
            texts.tag(trace.id(), key, value);
            new TraceTextStore(tx).write(texts);
            Set<Long> terms = new HashSet<>();
            TraceTerms.TAG.each(key, value, terms::add);
            new TraceIndex(tx).note(trace.id(), terms);
            rename(tx, caller, trace, key, value);
            tracking.tellOfTraces(tx, trace.experimentId());
            return Empty.EMPTY;
        });
    }

    /// The name stands in a column as well.
    private static void rename(Transaction tx, Caller caller, StoredTrace trace, String key, String value) {
        if (key.equals(TraceKeys.NAME)) {
            new TraceStore(tx, caller).update(List.of(trace.named(value)));
        }
    }

    Empty delete(Caller caller, DeleteTraceTag request) {
        requireMutable(
                request.key(),
                "deleted",
                IMMUTABLE.contains(request.key()) && !request.key().equals(TraceKeys.ARCHIVAL_FAILURE));
        return database.write(tx -> {
            StoredTrace trace = new TraceStore(tx, caller).locked(request.traceId());
            if (!new TraceTextStore(tx).deleteTag(trace.id(), request.key())) {
                throw ApiException.missing("No trace tag with key '%s' for trace with ID '%s'"
                        .formatted(request.key(), request.traceId()));
            }
            if (request.key().equals(TraceKeys.NAME)) {
                new TraceStore(tx, caller).update(List.of(trace.named(null)));
            }
            tracking.tellOfTraces(tx, trace.experimentId());
            return Empty.EMPTY;
        });
    }

    private static void requireMutable(String key, String operation, boolean immutable) {
        if (immutable) {
            throw ApiException.invalid("Tag '%s' is immutable and cannot be %s on a trace.".formatted(key, operation));
        }
    }
}
