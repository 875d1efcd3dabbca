package dev.cairn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server without jobs answers to those who ask for some, and other routes of the UI.
final class JobsHttpTest {
    @RegisterExtension
    private static final RunningServer SERVER = new RunningServer();

    private static final String JOBS = "/ajax-api/3.0/jobs/";
    private static final String UI = "/ajax-api/3.0/mlflow/";

    @Test
    void thereIsNoJob() throws IOException {
        assertThat(SERVER.get(JOBS + "nope").status()).isEqualTo(404);
        assertThat(SERVER.get(JOBS + "nope").text()).isEqualTo("{\"detail\":\"Job with ID nope not found\"}");
        assertThat(send("PATCH", JOBS + "cancel/nope", "").field("detail")).isEqualTo("Job with ID nope not found");
        assertThat(SERVER.get(UI + "jobs/nope").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(SERVER.get(UI + "jobs/nope").message()).isEqualTo("Job with ID nope not found");
        assertThat(send("PATCH", UI + "jobs/cancel/nope", "{}").status()).isEqualTo(404);
        assertThat(send("POST", JOBS + "search", "{}").text()).isEqualTo("{\"jobs\":[]}");
        assertThat(send("POST", JOBS + "search", "{\"statuses\":[\"PENDING\"],\"params\":{\"a\":1}}")
                        .text())
                .isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void aNewJobIsRefusedSoThatNobodyRepeatsIt() throws IOException {
        Reply reply = send("POST", JOBS, "{\"job_name\":\"invoke_scorer\",\"params\":{}}");
        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.field("detail")).startsWith("This server does not run jobs.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | {}", "'' | {\"job_name\":\"x\"}", "search | []", "search | {\"statuses\":\"X\"}"})
    void aMalformedJobIsUnprocessable(String path, String body) throws IOException {
        Reply reply = send("POST", JOBS + path, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        assertThat(reply.json().at("/detail/0/loc/0").asString()).isEqualTo("body");
    }

    @Test
    void anUnknownStateOrNoBodyIsUnprocessable() throws IOException {
        assertThat(send("POST", JOBS + "search", "{\"statuses\":[\"X\"]}").status())
                .isEqualTo(422);
        assertThat(send("POST", JOBS + "search", "").status()).isEqualTo(422);
        assertThat(send("POST", JOBS + "search", "{bad").status()).isEqualTo(400);
        assertThat(send("POST", JOBS, "{\"job_name\":\"" + "x".repeat(2_000_000) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "scorer/invoke, Missing required parameter: experiment_id",
        "genai/evaluate/invoke, Missing value for required parameter 'experiment_id'. See the API docs for more information about request parameters.",
        "issues/invoke, Missing value for required parameter 'experiment_id'. See the API docs for more information about request parameters."
    })
    void anEvaluationByTheServerNeedsToBeComplete(String path, String message) throws IOException {
        assertThat(send("POST", UI + path, "{}").message()).isEqualTo(message);
        String complete = """
                {"experiment_id": "0", "trace_ids": %s, "serialized_scorer": "{}", "serialized_scorers": ["{}"],
                 "categories": ["a"], "provider": "openai", "model": "gpt"}
                """;
        assertThat(send("POST", UI + path, complete.formatted("[]")).message())
                .startsWith("Please select at least one");
        Reply reply = send("POST", UI + path, complete.formatted("[\"tr-1\"]"));
        assertThat(reply.status()).isEqualTo(501);
        assertThat(reply.errorCode()).isEqualTo("NOT_IMPLEMENTED");
    }

    @Test
    void theUiIsToldToSendNothingOfItsUse() throws IOException {
        assertThat(SERVER.get(UI + "ui-telemetry").text())
                .isEqualTo("{\"disable_ui_events\":[],\"disable_ui_telemetry\":true,\"ui_rollout_percentage\":0}");
        assertThat(send("POST", UI + "ui-telemetry", "{\"records\":[{}]}").text())
                .isEqualTo("{\"status\":\"disabled\"}");
        assertThat(send("POST", UI + "ui-telemetry", "{").status()).isEqualTo(200);
    }

    @Test
    void anEmptyListOfConfigurationsIsWrittenOut() throws IOException {
        assertThat(SERVER.get("/api/3.0/mlflow/scorers/online-configs?scorer_ids=x")
                        .text())
                .isEqualTo("{\"configs\":[]}");
        assertThat(SERVER.get("/api/3.0/mlflow/scorers/online-configs").message())
                .startsWith("Missing value for required parameter 'scorer_ids'.");
    }

    private static Reply send(String method, String target, String body) throws IOException {
        return SERVER.send(Request.json(method, target, body));
    }
}
