package dev.cairn.traces;

import static dev.cairn.access.Resource.ASSESSMENT;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.traces.BatchGetTraceInfos;
import dev.cairn.protocol.traces.CalculateTraceFilterCorrelation;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteAssessment;
import dev.cairn.protocol.traces.DeleteTraceTag;
import dev.cairn.protocol.traces.DeleteTraces;
import dev.cairn.protocol.traces.EndTrace;
import dev.cairn.protocol.traces.GetAssessment;
import dev.cairn.protocol.traces.GetTraceDataCredentials;
import dev.cairn.protocol.traces.GetTraceInfo;
import dev.cairn.protocol.traces.GetTraceInfoV3;
import dev.cairn.protocol.traces.LinkPromptsToTrace;
import dev.cairn.protocol.traces.LinkTracesToRun;
import dev.cairn.protocol.traces.MeasureTraces;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.protocol.traces.SearchSessions;
import dev.cairn.protocol.traces.SearchTraces;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.SetTraceTag;
import dev.cairn.protocol.traces.StartTrace;
import dev.cairn.protocol.traces.StartTraceV3;
import dev.cairn.protocol.traces.UpdateAssessment;
import dev.cairn.traces.search.TraceFinder;
import java.util.List;

/// The routes of traces.
final class TracesApi {
    private static final String V2 = "2.0/mlflow";
    private static final String V3 = "3.0/mlflow";

    private TracesApi() {}

    static void starts(Routes routes, TraceStarts rules) {
        routes.api(V3)
                .audited(Audited.OFTEN)
                .post("traces", Permission.edit(EXPERIMENT), StartTraceV3.class, rules::start);
    }

    static void ingest(Routes routes, SpanIngest ingest) {
        routes.root()
                .audited(Audited.OFTEN)
                .raw(Method.POST, "v1/traces", Permission.edit(EXPERIMENT), ingest::receive);
    }

    /// A client of the managed platform asks where the spans of a trace, or an attachment, go and are.
    static void managed(Routes routes, TraceFiles files, SpanIngest ingest) {
        Routes.Api api = routes.api(V2);
        String path = "traces/{request_id}/credentials-for-data-";
        Class<?> asked = GetTraceDataCredentials.class;
        api.raw(Method.GET, path + "upload", Permission.edit(TRACE), asked, files::credentialsToWrite);
        api.raw(Method.GET, path + "download", Permission.read(TRACE), asked, files::credentialsToRead);
        routes.api("4.0/mlflow")
                .raw(Method.POST, "traces/search-long-running", Permission.read(EXPERIMENT), exchange -> {
                    throw TraceSearch.noLongSearch();
                });
        routes.api(TraceFiles.VERSION)
                .audited(Audited.OFTEN)
                .raw(Method.PUT, TraceFiles.SPANS, Permission.edit(TRACE), ingest::receiveFile);
    }

    static void links(Routes routes, TraceLinks rules) {
        Routes.Api api = routes.api(V2);
        api.post("traces/link-to-run", Permission.edit(TRACE), LinkTracesToRun.class, rules::toRun);
        api.post("traces/link-prompts", Permission.edit(TRACE), LinkPromptsToTrace.class, rules::toPrompts);
    }

    static void tags(Routes routes, TraceTags rules) {
        for (String version : List.of(V2, V3)) {
            String path = version.equals(V2) ? "traces/{request_id}/tags" : "traces/{trace_id}/tags";
            routes.api(version).patch(path, Permission.edit(TRACE), SetTraceTag.class, rules::set);
            routes.api(version).delete(path, Permission.edit(TRACE), DeleteTraceTag.class, rules::delete);
        }
    }

    static void deletion(Routes routes, TraceDeletion rules) {
        for (String version : List.of(V2, V3)) {
            routes.api(version)
                    .keyless(
                            Method.POST,
                            "traces/delete-traces",
                            Permission.manage(EXPERIMENT),
                            DeleteTraces.class,
                            rules::delete);
        }
    }

    static void files(Routes routes, TraceFiles files) {
        for (String version : List.of(V2, V3)) {
            routes.uiApi(version).raw(Method.GET, "get-trace-artifact", Permission.read(TRACE), files::send);
        }
    }

    static void legacy(Routes routes, LegacyTraces rules) {
        Routes.Api api = routes.api(V2);
        api.audited(Audited.OFTEN).post("traces", Permission.edit(EXPERIMENT), StartTrace.class, rules::start);
        api.audited(Audited.OFTEN).patch("traces/{request_id}", Permission.edit(TRACE), EndTrace.class, rules::end);
        api.get("traces/{request_id}/info", Permission.read(TRACE), GetTraceInfo.class, rules::info);
    }

    static void reads(Routes routes, TraceReads rules, SpanReads spans) {
        Routes.Api api = routes.api(V3);
        api.raw(Method.GET, "traces/get", Permission.read(TRACE), spans::get);
        api.raw(Method.GET, "traces/batchGet", Permission.read(TRACE), spans::batch);
        api.post("traces/batchGetInfos", Permission.read(TRACE), BatchGetTraceInfos.class, rules::infos);
        api.get("traces/{trace_id}", Permission.read(TRACE), GetTraceInfoV3.class, rules::info);
    }

    static void search(Routes routes, TraceSearch rules) {
        routes.api(V3).post("traces/search", Permission.filtered(TRACE), SearchTracesV3.class, rules::search);
        routes.api(V2).get("traces", Permission.filtered(TRACE), SearchTraces.class, rules::searchV2);
    }

    static void assessments(Routes routes, Assessments rules) {
        Routes.Api api = routes.api(V3);
        String one = "traces/{trace_id}/assessments/{assessment_id}";
        api.post("traces/{trace_id}/assessments", Permission.edit(TRACE), CreateAssessment.class, rules::create);
        api.get(one, Permission.read(ASSESSMENT), GetAssessment.class, rules::get);
        api.patch(one, Permission.edit(ASSESSMENT), UpdateAssessment.class, rules::update);
        api.delete(one, Permission.edit(ASSESSMENT), DeleteAssessment.class, rules::delete);
    }

    static void analysis(Routes routes, TraceFinder finder) {
        Routes.Api api = routes.api(V3);
        api.post("traces/metrics", Permission.read(EXPERIMENT), QueryTraceMetrics.class, finder::metrics);
        api.post(
                "traces/calculate-filter-correlation",
                Permission.read(EXPERIMENT),
                CalculateTraceFilterCorrelation.class,
                finder::correlation);
        Routes.Api own = routes.api("3.0/cairn");
        own.post("traces/measure", Permission.read(EXPERIMENT), MeasureTraces.class, finder::measure);
        own.post("traces/sessions", Permission.read(EXPERIMENT), SearchSessions.class, finder::sessions);
    }
}
