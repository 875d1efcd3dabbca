package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the fields of a request come from: query, body, path; and what the body must be declared as.
final class QueryAndContentTypeTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final Request CREATE =
            Request.json("POST", API + "experiments/create", "{}").without("Content-Type");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/json;charset=UTF-8",
                "APPLICATION/JSON",
                "application/json ; x=y"
            })
    void jsonMayBeDeclaredWithParameters(String type) throws IOException {
        assertThat(SERVER.send(CREATE.with("Content-Type: " + type)).message())
                .startsWith("Missing value for required parameter 'name'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/jsonx",
                "application/json, text/plain",
                "application/vnd.api+json",
                "application/x-www-form-urlencoded",
                "*/*",
                ";",
                "json"
            })
    void anotherTypeIsRefused(String type) throws IOException {
        Reply reply = SERVER.send(CREATE.with("Content-Type: " + type));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo("Bad Request. Content-Type must be one of ['application/json'].");
    }

    @Test
    void aPostNeedsAType() throws IOException {
        assertThat(SERVER.send(CREATE).message()).isEqualTo("Bad Request. Content-Type header is missing.");
        assertThat(SERVER.send(CREATE.with("Content-Type: ")).status()).isEqualTo(400);
    }

    @Test
    void theTypeOfOtherMethodsIsNotLookedAt() throws IOException {
        String model = SERVER.post("logged-models", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/model/info/model_id")
                .asString();
        Request patch =
                Request.of("PATCH", API + "logged-models/" + model).body("{\"status\": \"LOGGED_MODEL_READY\"}");

        assertThat(SERVER.send(patch).status()).isEqualTo(200);
        assertThat(SERVER.send(patch.with("Content-Type: text/plain")).status()).isEqualTo(200);
        assertThat(SERVER.send(Request.of("DELETE", API + "logged-models/" + model))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void thePathNamesTheObjectWhateverTheBodySays() throws IOException {
        Reply reply = SERVER.send(
                Request.json("PATCH", API + "logged-models/m-none", "{\"model_id\": \"other\", \"status\": 2}"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.message()).contains("m-none");
        assertThat(SERVER.send(Request.json("PATCH", API + "logged-models/m-none", "[]"))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "experiment_id=0,                    200",
        "experimentId=0,                     200",
        "experiment_id=0&unknown=1,          200",
        "experiment_id=0&experiment_id=99,   200",
        "experiment_id=%30,                  200",
        "experiment_id=0&experimentId=0,     400",
        "experiment_id=,                     400",
        "experiment_id,                      400",
        "experiment_id=%00,                  400",
        "experiment_id=%zz,                  400",
        "experiment_id=1e400,                400",
        "experiment_id=99,                   404"
    })
    void aQueryIsRead(String query, int status) throws IOException {
        assertThat(SERVER.get(API + "experiments/get?" + query).status()).isEqualTo(status);
    }

    @Test
    void aRepeatedParameterIsAList() throws IOException {
        String first = SERVER.createRun();
        String second = SERVER.createRun();
        for (String run : new String[] {first, second}) {
            SERVER.post(
                    "runs/log-metric",
                    "{\"run_id\": \"%s\", \"key\": \"m\", \"value\": 1, \"timestamp\": 1}".formatted(run));
        }

        Reply reply = SERVER.get(API + "metrics/get-history-bulk-interval?metric_key=m&max_results=10&run_ids=" + first
                + "&run_ids=" + second);

        assertThat(reply.text()).contains(first, second);
    }

    @Test
    void aGetWithoutQueryMayHaveABody() throws IOException {
        Request get = Request.of("GET", API + "experiments/get");

        assertThat(SERVER.send(get.body("{\"experiment_id\": \"0\"}")).status()).isEqualTo(200);
        assertThat(SERVER.send(get.body("[]")).status()).isEqualTo(400);
        assertThat(SERVER.send(get).message()).startsWith("Missing value for required parameter 'experiment_id'.");
        assertThat(SERVER.send(Request.of("GET", API + "experiments/get?experiment_id=0")
                                .body("{\"experiment_id\": \"99\"}"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "experiments/search?max_results=0",
        "experiments/search?max_results=-1",
        "experiments/search?max_results=50001",
        "experiments/search?max_results=x",
        "experiments/search?max_results=99999999999",
        "experiments/search?max_results=1.5",
        "experiments/search?max_results=5&view_type=all",
        "experiments/search?max_results=5&page_token=%40",
        "experiments/search",
        "metrics/get-history?run_id=x&metric_key=m&max_results=-5"
    })
    void aPageOfImpossibleSizeIsRefused(String target) throws IOException {
        assertThat(SERVER.get(API + target).status()).isEqualTo(400);
    }

    @Test
    void aWorkspaceThatIsNotThereIsRefused() throws IOException {
        Reply reply = SERVER.send(CREATE.with("X-MLFLOW-WORKSPACE: team"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }
}
