package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.tracking.Tracking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Gives traces whole.
public final class TracesExport {
    private final Database database;
    private final Tracking tracking;

    TracesExport(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    /// Traces of all experiments, in the order of their ids.
    ///
    /// @param after the last id of the page before, or an empty text
    public List<Head> heads(Caller caller, String after, int limit) {
        return database.read(tx -> new TraceCopyStore(tx, caller).page(after, limit));
    }

    /// Those of some traces that are there, in the order given.
    public List<TraceCopy> traces(Caller caller, Collection<String> traceIds) {
        return database.read(tx -> {
            TraceStore store = new TraceStore(tx, caller);
            TraceCopyStore copies = new TraceCopyStore(tx, caller);
            List<ShownTrace> traces = store.byTraceIds(traceIds);
            long[] ids = traces.stream().mapToLong(ShownTrace::id).toArray();
            var spans = copies.spans(ids);
            var runs = copies.runs(ids);
            var prompts = copies.prompts(ids);
            List<TraceInfo> infos = store.whole(traces);
            List<TraceCopy> whole = new ArrayList<>(ids.length);
            for (int i = 0; i < ids.length; i++) {
                whole.add(new TraceCopy(
                        infos.get(i),
                        runs.getOrDefault(ids[i], List.of()),
                        prompts.getOrDefault(ids[i], List.of()),
                        spans.getOrDefault(ids[i], List.of())));
            }
            return whole;
        });
    }

    /// Where the files of a trace lie.
    public Optional<Files> files(Caller caller, String traceId) {
        return database.read(tx -> new TraceStore(tx, caller)
                .byTraceIds(List.of(traceId)).stream()
                        .findFirst()
                        .flatMap(trace -> tracking.findHome(tx, caller, Long.toString(trace.experimentId()))
                                .map(home -> new Files(
                                        TraceStarts.artifactLocation(home, traceId),
                                        new TraceTextStore(tx)
                                                .findTag(trace.id(), TraceKeys.SPANS_LOCATION)
                                                .filter(TraceKeys.TRACKING_STORE::equals)
                                                .isPresent()))));
    }

    /// A trace, before all of it is read.
    ///
    /// @param size characters of its spans
    public record Head(String traceId, String experimentId, long size) {}

    /// What a trace has in files.
    ///
    /// @param folder       its URI
    /// @param withoutSpans whether the spans are in the database, so that no file has them
    public record Files(String folder, boolean withoutSpans) {}
}
