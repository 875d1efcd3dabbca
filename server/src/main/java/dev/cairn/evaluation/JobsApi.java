package dev.cairn.evaluation;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.JOB;

import dev.cairn.access.Permission;
import dev.cairn.http.ApiException;
import dev.cairn.http.BoundedBody;
import dev.cairn.http.Endpoint;
import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.evaluation.InvokeEvaluation;
import dev.cairn.protocol.evaluation.InvokeIssueDetection;
import dev.cairn.protocol.evaluation.InvokeScorer;
import dev.cairn.protocol.evaluation.JobReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The routes of jobs. Those below `jobs` say what is wrong as `{"detail": …}`.
final class JobsApi {
    private static final int MAX_BODY = 1024 * 1024;
    private static final int UNPROCESSABLE = 422;
    private static final Set<String> STATES =
            Set.of("PENDING", "RUNNING", "NEEDS_RECOVERY", "SUCCEEDED", "FAILED", "TIMEOUT", "CANCELED");

    private JobsApi() {}

    static void jobs(Routes routes, Jobs rules) {
        Routes.Api jobs = routes.uiApi("3.0");
        jobs.raw(Method.POST, "jobs/", Permission.edit(JOB), JobsApi::submit);
        jobs.raw(Method.POST, "jobs/search", Permission.filtered(JOB), JobsApi::search);
        jobs.raw(Method.GET, "jobs/{job_id}", Permission.read(JOB), JobsApi::sayMissing);
        jobs.raw(Method.PATCH, "jobs/cancel/{job_id}", Permission.edit(JOB), JobsApi::sayMissing);

        Endpoint.Rule<JobReference> noJob = (caller, job) -> {
            throw ApiException.missing(Jobs.missing(job.jobId()));
        };
        Routes.Api api = routes.uiApi("3.0/mlflow");
        api.get("jobs/{job_id}", Permission.read(JOB), JobReference.class, noJob);
        api.patch("jobs/cancel/{job_id}", Permission.edit(JOB), JobReference.class, noJob);
        api.post("scorer/invoke", Permission.edit(EXPERIMENT), InvokeScorer.class, rules::invokeScorer);
        api.post("genai/evaluate/invoke", Permission.edit(EXPERIMENT), InvokeEvaluation.class, rules::invokeEvaluation);
        api.post("issues/invoke", Permission.edit(EXPERIMENT), InvokeIssueDetection.class, rules::invokeIssueDetection);
    }

    private static void submit(Exchange exchange) throws IOException {
        JsonNode body = body(exchange);
        if (!body.path("job_name").isString()) {
            refuse(exchange, body, "job_name", "Field required");
        } else if (!body.path("params").isObject()) {
            refuse(exchange, body, "params", "Field required");
        } else {
            send(exchange, 501, Jobs.NOT_RUN);
        }
    }

    private static void search(Exchange exchange) throws IOException {
        JsonNode body = body(exchange);
        JsonNode states = body.path("statuses");
        if (!body.isObject()) {
            refuse(exchange, body, "", "Field required");
        } else if (!states.isMissingNode() && !states.isNull() && !states.isArray()) {
            refuse(exchange, states, "statuses", "Input should be a valid list");
        } else if (states.valueStream().anyMatch(state -> !STATES.contains(state.asString("")))) {
            refuse(exchange, states, "statuses", "Input should be one of " + String.join(", ", STATES));
        } else {
            exchange.sendJson(Map.of("jobs", List.of()));
        }
    }

    private static void sayMissing(Exchange exchange) {
        send(exchange, 404, Jobs.missing(exchange.pathParameter("job_id")));
    }

    /// The JSON of a body; what is none is as if nothing had come.
    private static JsonNode body(Exchange exchange) throws IOException {
        return Json.readTree(BoundedBody.read(exchange, MAX_BODY));
    }

    private static void refuse(Exchange exchange, JsonNode input, String field, String why) {
        ObjectNode fault = JsonText.newObject()
                .put("type", why.equals("Field required") ? "missing" : "value_error")
                .put("msg", why);
        fault.putArray("loc").add("body").add(field);
        fault.set("input", input.isMissingNode() ? fault.nullNode() : input);
        send(exchange, UNPROCESSABLE, List.of(fault));
    }

    private static void send(Exchange exchange, int status, Object detail) {
        exchange.send(status, "application/json", Json.write(Map.of("detail", detail)));
    }
}
