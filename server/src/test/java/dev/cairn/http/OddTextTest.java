package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text that a database may not take: the client's mistake or nobody's, never the server's.
final class OddTextTest {
    @RegisterExtension
    static final RunningServer SQLITE = new RunningServer(TestDatabase.SQLITE);

    @RegisterExtension
    static final RunningServer POSTGRES = new RunningServer(TestDatabase.POSTGRES);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u0000",
                "a\\u0000b",
                "\\ud800",
                "a\\udc00b",
                "\\ud83d\\ude00",
                "\\uffff",
                "\\ufffd",
                "\\u202e",
                "%s%n",
                "' OR 1=1; --",
                "\\u0027",
                "\\\\",
                "$1 ?"
            })
    void oddTextIsStoredOrRefused(String text) throws IOException {
        for (RunningServer server : List.of(SQLITE, POSTGRES)) {
            String run = server.createRun();
            for (Reply reply : List.of(
                    server.post("experiments/create", "{\"name\": \"%s\"}".formatted(text)),
                    server.post(
                            "experiments/create",
                            "{\"name\": \"t%s\", \"tags\": [{\"key\": \"k\", \"value\": \"%s\"}]}"
                                    .formatted(run, text)),
                    server.post("runs/create", "{\"experiment_id\": \"0\", \"run_name\": \"%s\"}".formatted(text)),
                    server.post(
                            "runs/set-tag",
                            "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"%s\"}".formatted(run, text)),
                    server.post(
                            "runs/log-batch",
                            "{\"run_id\": \"%s\", \"params\": [{\"key\": \"%s\", \"value\": \"%s\"}]}"
                                    .formatted(run, text, text)),
                    server.post(
                            "runs/search",
                            "{\"experiment_ids\": [\"0\"], \"filter\": \"tags.k = '%s'\"}".formatted(text)),
                    server.post("registered-models/create", "{\"name\": \"%s\"}".formatted(text)),
                    server.post("logged-models", "{\"experiment_id\": \"0\", \"name\": \"%s\"}".formatted(text)))) {
                assertThat(reply.status()).as(reply.text()).isIn(200, 400);
            }
            server.assertAnswers();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\u0000", "a\\u0000b", "\\ud800", "a\\udc00b", "\\ud83d\\ude00", "%s%n", "' OR 1=1; --", "\\\\"
            })
    void oddTextOfTracesAndReviewsIsStoredOrRefused(String text) throws IOException {
        for (RunningServer server : List.of(SQLITE, POSTGRES)) {
            String id = UUID.randomUUID().toString().replace("-", "");
            String dataset = post(server, "datasets/create", "{\"name\": \"d%s\"}".formatted(id))
                    .json()
                    .at("/dataset/dataset_id")
                    .asString();
            for (Reply reply : List.of(
                    post(server, "traces", """
                            {"trace": {"trace_info": {"trace_id": "tr-%1$s", "client_request_id": "%2$s",
                            "trace_location": {"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}},
                            "request_time": "2024-05-01T12:00:00Z", "state": "OK", "request_preview": "%2$s",
                            "tags": {"t": "%2$s"}, "trace_metadata": {"mlflow.trace.session": "%2$s", "m%2$s": "x"}}}}
                            """.formatted(id, text)),
                    server.send(Request.of("POST", "/v1/traces")
                            .with("x-mlflow-experiment-id: 0")
                            .with("Content-Type: application/json")
                            .body("""
                            {"resourceSpans": [{"scopeSpans": [{"spans": [{"traceId": "%1$s", "spanId": "00000000000000ff",
                            "name": "%2$s", "startTimeUnixNano": 1, "attributes": [
                              {"key": "%2$s", "value": {"stringValue": "%2$s"}},
                              {"key": "session.id", "value": {"stringValue": "%2$s"}},
                              {"key": "mlflow.spanInputs", "value": {"stringValue": "{\\"q\\": \\"%2$s\\"}"}}]}]}]}]}
                            """.formatted(id, text))),
                    post(server, "traces/tr-" + id + "/assessments", """
                            {"assessment": {"assessment_name": "a%1$s", "feedback": {"value": "%1$s"},
                            "rationale": "%1$s", "metadata": {"k%1$s": "%1$s"},
                            "source": {"source_type": "HUMAN", "source_id": "%1$s"}}}
                            """.formatted(text)),
                    post(server, "traces/search", """
                            {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}}],
                            "filter": "span.attributes.q LIKE '%%%s%%'"}
                            """.formatted(text)),
                    post(server, "traces/search", """
                            {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": "0"}}],
                            "filter": "feedback.a LIKE '%%x%%' OR trace.text ILIKE '%%nothing%%'"}
                            """.formatted()),
                    post(server, "datasets/" + dataset + "/records", """
                            {"records": "[{\\"inputs\\": {\\"q\\": \\"%1$s\\"}, \\"tags\\": {\\"%1$s\\": \\"x\\"}}]"}
                            """.formatted(text)),
                    post(server, "issues", """
                            {"experiment_id": "0", "name": "i%1$s", "description": "%1$s", "categories": ["%1$s"]}
                            """.formatted(text)),
                    post(server, "review-queues/create", """
                            {"experiment_id": "0", "name": "%1$s%2$s", "queue_type": "CUSTOM", "users": ["%1$s"]}
                            """.formatted(text, id)))) {
                assertThat(reply.status()).as(reply.text()).isIn(200, 400, 422);
            }
            server.assertAnswers();
        }
    }

    private static Reply post(RunningServer server, String endpoint, String body) throws IOException {
        return server.send(Request.json("POST", "/api/3.0/mlflow/" + endpoint, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "experiments/get-by-name?experiment_name=",
                "experiments/get?experiment_id=",
                "experiments/search?max_results=5&filter=",
                "experiments/search?max_results=5&page_token=",
                "runs/get?run_id=",
                "metrics/get-history?metric_key=m&run_id=",
                "registered-models/get?name=",
                "registered-models/search?filter=",
                "model-versions/get?version=1&name=",
                "model-versions/get?name=m&version=",
                "artifacts/list?run_id=",
                "logged-models/"
            })
    void oddQuestionsAreAnswered(String target) throws IOException {
        for (String text :
                List.of("%00", "a%00b", "%ff", "%ed%a0%80", "%F0%9F%98%80", "%27%20OR%201=1", "%5c", "-1", "1e9")) {
            for (RunningServer server : List.of(SQLITE, POSTGRES)) {
                Reply reply = server.get(API + target + text);
                assertThat(reply.status()).as(target + text + reply.text()).isIn(200, 400, 404);
            }
        }
    }
}
