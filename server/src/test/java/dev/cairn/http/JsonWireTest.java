package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON bodies as clients send them, right and wrong.
final class JsonWireTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final String DOCS = " See the API docs for more information about request parameters.";
    private static String run = "";

    @BeforeAll
    static void createRun() throws IOException {
        run = SERVER.createRun();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    experiments/create | []
                    experiments/create | [{"name": "x"}]
                    experiments/create | 5
                    experiments/create | null
                    experiments/create | true
                    experiments/create | "null"
                    experiments/create | "\\"{}\\""
                    experiments/create | {"name":
                    experiments/create | {"name": "x"} y
                    experiments/create | {"name": "x"}{"name": "y"}
                    experiments/create | {"name": "x",}
                    experiments/create | {'name': 'x'}
                    experiments/create | {name: "x"}
                    experiments/create | {"name": /* c */ "x"}
                    experiments/create | {"name": NaN}
                    experiments/create | {"name": "x", "artifact_location": "a", "artifactLocation": "b"}
                    experiments/create | {"name": "x", "tags": [null]}
                    runs/log-metric    | {"run_id": "%s", "key": "m", "value": NaN, "timestamp": 1}
                    runs/log-metric    | {"run_id": "%s", "key": "m", "value": Infinity, "timestamp": 1}
                    runs/log-metric    | {"run_id": "%s", "key": "m", "value": 1, "timestamp": 99999999999999999999}
                    runs/log-metric    | {"run_id": "%s", "runId": "%s", "key": "m", "value": 1, "timestamp": 1}
                    runs/log-metric    | {"run_id": "%s", "key": "m", "value": 0x1, "timestamp": 1}
                    runs/log-metric    | {"run_id": "%s", "key": "m", "value": 01, "timestamp": 1}
                    runs/log-batch     | {"run_id": "%s", "metrics": [null]}
                    runs/log-batch     | {"run_id": "%s", "metrics": [{"key": "m", "value": NaN, "timestamp": 1}]}
                    runs/log-batch     | {"run_id": "%s", "params": [{"key": "a", "value": "b"}], "runId": "%s"}
                    runs/log-inputs    | {"run_id": "%s", "models": [{"model_id": "a", "modelId": "a"}]}
                    runs/log-batch     | {"run_id": "%s", "metrics": {}}
                    runs/log-batch     | {"run_id": "%s", "tags": [[]]}
                    runs/log-batch     | {"run_id": "%s", "params": [{"key": "a", "value": {}}]}
                    runs/search        | {"experiment_ids": [["0"]]}
                    runs/search        | {"experiment_ids": {"0": "0"}}
                    runs/search        | {"experiment_ids": ["0"], "max_results": 1099511627776}
                    """)
    void aBodyThatIsNoCallIsRefused(String endpoint, String body) throws IOException {
        Reply reply = SERVER.post(endpoint, body.replace("%s", run));

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.errorCode()).isIn("BAD_REQUEST", "INVALID_PARAMETER_VALUE");
        assertThat(reply.message()).isNotEmpty().doesNotContain("dev.cairn").doesNotContain("tools.jackson");
        assertThat(SERVER.get(API + "experiments/search?max_results=10").json().path("experiments"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    experiments/create | {"name": 5}        | 5        | name      | int
                    experiments/create | {"name": 1.5}      | 1.5      | name      | float
                    experiments/create | {"name": true}     | true     | name      | bool
                    experiments/create | {"name": ["a"]}    | ["a"]    | name      | list
                    experiments/create | {"name": {"a": 1}} | {"a":1}  | name      | dict
                    experiments/create | {"name": "x", "tags": "y"} | "y" | tags   | str
                    experiments/create | {"name": "x", "tags": [5]} | 5   | tags[0] | int
                    experiments/create | {"name": "x", "tags": [{"key": 5}]} | 5 | tags[0].key | int
                    runs/update | {"run_id": "%s", "status": "DONE"}     | "DONE"     | status | str
                    runs/update | {"run_id": "%s", "status": "finished"} | "finished" | status | str
                    runs/update | {"run_id": "%s", "status": 99}         | 99         | status | int
                    runs/update | {"run_id": "%s", "end_time": "soon"}   | "soon"     | end_time | str
                    runs/update | {"run_id": "%s", "endTime": "soon"}    | "soon"     | end_time | str
                    runs/search | {"experiment_ids": [0]}                | 0          | experiment_ids[0] | int
                    runs/search | {"experiment_ids": [], "run_view_type": "ANY"} | "ANY" | run_view_type | str
                    runs/search | {"experiment_ids": [], "max_results": "x"}     | "x"   | max_results   | str
                    """)
    void aWrongTypeIsNamedAsTheReferenceDoes(String endpoint, String body, String value, String name, String type)
            throws IOException {
        Reply reply = SERVER.post(endpoint, body.replace("%s", run));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message())
                .isEqualTo("Invalid value %s for parameter '%s' supplied:  Hint: Value was of type '%s'.%s"
                        .formatted(value, name, type, DOCS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " ", "{\"name\": null}", "{\"name\": \"\"}", "\"{}\"", "{\"Name\": \"x\"}"})
    void aRequiredFieldIsMissed(String body) throws IOException {
        Reply reply = SERVER.post("experiments/create", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).startsWith("Missing value for required parameter 'name'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"run_id": "%s", "key": "m", "value": 1, "timestamp": 12}
                    {"runId": "%s", "key": "m", "value": 1.0, "timestamp": 12}
                    {"run_uuid": "%s", "key": "m", "value": "1", "timestamp": "12"}
                    {"run_id": "%s", "run_uuid": "another", "key": "m", "value": 1, "timestamp": 12}
                    {"run_uuid": "another", "run_id": "%s", "key": "m", "value": 1, "timestamp": 12}
                    {"run_id": "%s", "key": "m", "value": 1e0, "timestamp": 12, "unknown": [{"a": null}]}
                    {"run_id": "%s", "key": "m", "value": 1, "timestamp": 12, "step": null}
                    `  {"run_id": "%s", "key": "m", "value": 1, "timestamp": 12}  `
                    "{\\"run_id\\": \\"%s\\", \\"key\\": \\"m\\", \\"value\\": 1, \\"timestamp\\": 12}"
                    """)
    void oneCallHasManyForms(String body) throws IOException {
        String fresh = SERVER.createRun();

        assertThat(SERVER.post("runs/log-metric", body.replace("%s", fresh)).text())
                .isEqualTo("{}");
        assertThat(SERVER.get(API + "metrics/get-history?metric_key=m&run_id=" + fresh)
                        .json()
                        .path("metrics")
                        .toString())
                .isEqualTo("[{\"key\":\"m\",\"value\":1.0,\"timestamp\":12,\"step\":0}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void numbersThatJsonLacksTravelAsStrings(String value) throws IOException {
        String body =
                "{\"run_id\": \"%s\", \"key\": \"odd\", \"value\": \"%s\", \"timestamp\": 1}".formatted(run, value);

        assertThat(SERVER.post("runs/log-metric", body).status()).isEqualTo(200);
    }

    @Test
    void wholeNumbersAreWrittenAsNumbersAndUnsetFieldsNotAtAll() throws IOException {
        Reply created = SERVER.post("runs/create", "{\"experiment_id\": \"0\", \"start_time\": \"9007199254740993\"}");

        assertThat(created.text()).contains("\"start_time\":9007199254740993").doesNotContain("end_time");
        assertThat(created.header("Content-Type")).hasValue("application/json");
    }

    @Test
    void enumsComeByNameOrNumber() throws IOException {
        for (String status : new String[] {"\"FINISHED\"", "3", "\"3\""}) {
            Reply reply = SERVER.post("runs/update", "{\"run_id\": \"%s\", \"status\": %s}".formatted(run, status));
            assertThat(reply.json().at("/run_info/status").asString()).isEqualTo("FINISHED");
        }
    }

    @Test
    void textIsUtf8() throws IOException {
        Request request = Request.json("POST", API + "experiments/create", "");
        byte[] wrong = "{\"name\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(SERVER.send(request.body(wrong)).status()).isEqualTo(400);
        assertThat(SERVER.post(
                                "runs/set-tag",
                                "{\"run_id\": \"%s\", \"key\": \"k\", \"value\": \"ü😀\"}".formatted(run))
                        .status())
                .isEqualTo(200);
        assertThat(SERVER.get(API + "runs/get?run_id=" + run).text()).contains("ü😀");
    }
}
