package dev.cairn.traces;

import static dev.cairn.access.Resource.ASSESSMENT;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.TRACE;

import dev.cairn.access.Permission;
import dev.cairn.http.Routes;
import dev.cairn.protocol.traces.CalculateTraceFilterCorrelation;
import dev.cairn.protocol.traces.CreateAssessment;
import dev.cairn.protocol.traces.DeleteAssessment;
import dev.cairn.protocol.traces.GetAssessment;
import dev.cairn.protocol.traces.GetTraceInfoV3;
import dev.cairn.protocol.traces.QueryTraceMetrics;
import dev.cairn.protocol.traces.SearchTracesV3;
import dev.cairn.protocol.traces.StartTraceV3;
import dev.cairn.protocol.traces.UpdateAssessment;

/// The routes of traces.
final class TracesApi {
    private static final String V3 = "3.0/mlflow";

    private TracesApi() {}

    static void starts(Routes routes, TraceStarts rules) {
        routes.api(V3).post("traces", Permission.edit(EXPERIMENT), StartTraceV3.class, rules::start);
    }

    static void reads(Routes routes, TraceReads rules) {
        routes.api(V3).get("traces/{trace_id}", Permission.read(TRACE), GetTraceInfoV3.class, rules::info);
    }

    static void search(Routes routes, TraceSearch rules) {
        routes.api(V3).post("traces/search", Permission.filtered(TRACE), SearchTracesV3.class, rules::search);
    }

    static void assessments(Routes routes, Assessments rules) {
        Routes.Api api = routes.api(V3);
        String one = "traces/{trace_id}/assessments/{assessment_id}";
        api.post("traces/{trace_id}/assessments", Permission.edit(TRACE), CreateAssessment.class, rules::create);
        api.get(one, Permission.read(ASSESSMENT), GetAssessment.class, rules::get);
        api.patch(one, Permission.edit(ASSESSMENT), UpdateAssessment.class, rules::update);
        api.delete(one, Permission.edit(ASSESSMENT), DeleteAssessment.class, rules::delete);
    }

    static void analysis(Routes routes, TraceMetrics metrics, TraceCorrelation correlation) {
        Routes.Api api = routes.api(V3);
        api.post("traces/metrics", Permission.read(EXPERIMENT), QueryTraceMetrics.class, metrics::query);
        api.post(
                "traces/calculate-filter-correlation",
                Permission.read(EXPERIMENT),
                CalculateTraceFilterCorrelation.class,
                correlation::calculate);
    }
}
