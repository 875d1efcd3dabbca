package dev.cairn.traces;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.traces.search.TraceFinder;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TracePreviews;
import dev.cairn.tracking.Tracking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The one public door of traces.
public final class Traces {
    /// Characters of the id of a trace.
    public static final int MAX_ID = TraceKeys.MAX_ID;

    private static final Duration INDEXING_PAUSE = Duration.ofMillis(250);

    private final TraceStarts starts;
    private final TraceReads reads;
    private final SpanReads spans;
    private final TraceLinks links;
    private final SpanIngest ingest;
    private final TraceTags tags;
    private final TraceDeletion deletion;
    private final TraceFiles files;
    private final LegacyTraces legacy;
    private final TraceSearch search;
    private final Assessments assessments;
    private final TraceFinder finder;
    private final TracesImport importing;
    private final TracesExport exporting;
    private final Database database;

    public Traces(Database database, Artifacts artifacts, Tracking tracking, InstantSource clock) {
        this.database = database;
        starts = new TraceStarts(database, tracking, clock);
        reads = new TraceReads(database);
        spans = new SpanReads(database);
        links = new TraceLinks(database, tracking);
        ingest = new SpanIngest(database, tracking, links);
        tags = new TraceTags(database, tracking);
        deletion = new TraceDeletion(database, tracking, clock);
        files = new TraceFiles(database, tracking, artifacts, spans);
        legacy = new LegacyTraces(database, tracking);
        finder = new TraceFinder(database, tracking);
        search = new TraceSearch(finder);
        assessments = new Assessments(database, tracking, clock);
        importing = new TracesImport(database, tracking);
        exporting = new TracesExport(database, tracking);
        tracking.whenRunIsDeleted((tx, runId) -> new AssessmentStore(tx).deleteOfRun(runId));
    }

    /// Stores what comes whole from another server.
    public TracesImport importing() {
        return importing;
    }

    /// Gives what goes whole to another server.
    public TracesExport exporting() {
        return exporting;
    }

    /// The rows of those of some traces that an experiment of the caller's workspace has, by their ids; no other
    /// transaction deletes them until this one ends.
    public Map<String, Long> locked(Transaction tx, Caller caller, long experiment, List<String> traceIds) {
        return new TraceStore(tx, caller)
                .lockedAll(traceIds).stream()
                        .filter(trace -> trace.experimentId() == experiment)
                        .collect(Collectors.toMap(StoredTrace::traceId, StoredTrace::id));
    }

    /// The beginning of what a trace was asked, as lists show it.
    ///
    /// @param stored what the column `request_preview` has
    public static @Nullable String listedRequest(Transaction tx, String traceId, @Nullable String stored) {
        return TracePreviews.listed(tx, traceId, stored);
    }

    /// Stores what a person says of a trace, in place of what they said before under the same names.
    public void say(Transaction tx, Caller caller, String traceId, String person, List<Said> said) {
        assessments.say(tx, caller, traceId, person, said);
    }

    /// What somebody says of a trace.
    ///
    /// @param isExpectation whether it says what should have come out, rather than how good it was
    /// @param value         any JSON value; null takes back what was said before
    public record Said(
            String name,
            boolean isExpectation,
            @Nullable Object value,
            @Nullable String rationale) {}

    /// Links a trace to versions of prompts that it used.
    public void linkPrompts(Caller caller, LinkPromptsToTrace request) {
        links.toPrompts(caller, request);
    }

    /// Takes a trace out of the trash.
    public void restore(Caller caller, String traceId) {
        deletion.restore(caller, traceId);
    }

    /// Deletes traces for good, in the trash or not, with all their rows; their files are left.
    ///
    /// @param traces their rows
    public void purge(Transaction tx, List<Long> traces) {
        new TraceDeletionStore(tx).delete(traces);
    }

    /// The same with those of some traces of an experiment that began before a time, unless their numbers were given to
    /// others since they were read.
    ///
    /// @param traces their ids by their rows
    /// @return how many
    public int purge(Transaction tx, long experiment, long before, Map<Long, String> traces) {
        return new TraceDeletionStore(tx).delete(experiment, before, traces);
    }

    /// Forgets that traces came of a run, which is purged.
    public void unlink(Transaction tx, String runId) {
        new TraceLinkStore(tx).removeRun(runId);
    }

    /// What traces do by themselves.
    public void start(Background background) {
        background.every(INDEXING_PAUSE, "trace-terms", () -> TraceIndex.catchUp(database));
    }

    public void register(Routes routes) {
        TracesApi.starts(routes, starts);
        TracesApi.reads(routes, reads, spans);
        TracesApi.ingest(routes, ingest);
        TracesApi.links(routes, links);
        TracesApi.tags(routes, tags);
        TracesApi.deletion(routes, deletion);
        TracesApi.files(routes, files);
        TracesApi.managed(routes, files, ingest);
        TracesApi.legacy(routes, legacy);
        TracesApi.search(routes, search);
        TracesApi.analysis(routes, finder);
        TracesApi.assessments(routes, assessments);
    }
}
