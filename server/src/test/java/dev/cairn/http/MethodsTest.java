package dev.cairn.http;

import static dev.cairn.RunningServer.API;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.RawHttp;
import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which methods a path answers to, and how connections end.
final class MethodsTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @ParameterizedTest
    @CsvSource({
        "GET,    experiments/create,       POST",
        "DELETE, experiments/create,       POST",
        "PUT,    runs/get,                 GET",
        "POST,   runs/get,                 GET",
        "PUT,    experiments/search,       'GET, POST'",
        "PUT,    logged-models/x,          'DELETE, GET, PATCH'",
        "FOO,    experiments/create,       POST",
        "TRACE,  experiments/create,       POST",
        "get,    experiments/create,       POST"
    })
    void anotherMethodIsNotAllowed(String method, String endpoint, String allowed) throws IOException {
        Reply reply = SERVER.send(Request.of(method, API + endpoint));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).hasValue(allowed);
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void optionsAreAnsweredWithoutContent() throws IOException {
        assertThat(SERVER.send(Request.of("OPTIONS", API + "experiments/create"))
                        .status())
                .isEqualTo(204);
        assertThat(SERVER.send(Request.of("OPTIONS", "/nope")).status()).isEqualTo(404);
    }

    /// Names that clients make up would be kept for ever, and shown.
    @Test
    void whatIsMeasuredKnowsNoPathAndNoMethodOfAClient() throws IOException {
        String files = "/api/2.0/mlflow-artifacts/artifacts/";
        assertMeasured(Request.of("OPTIONS", files + "secret-7d1f"), 204, "OPTIONS", files + "{path+}");
        assertMeasured(Request.of("PATCH", files + "secret-7d1f"), 405, "PATCH", files + "{path+}");
        assertMeasured(Request.of("INVENTED", API + "experiments/create"), 405, "other", API + "experiments/create");

        assertThat(SERVER.get("/metrics").text()).doesNotContain("secret-7d1f").doesNotContain("INVENTED");
    }

    /// Which requests are refused, and which fail, is what the numbers are looked at for.
    @ParameterizedTest
    @CsvSource({
        "GET,  runs/get,                      '', runs/get,                   400",
        "GET,  runs/get?run_id=nobody,        '', runs/get,                   404",
        "GET,  logged-models/m-secret-2c9e,   '', logged-models/{model_id},   404",
        "POST, runs/create,                   '[', runs/create,               400"
    })
    void whatIsRefusedIsMeasuredUnderItsRoute(String method, String endpoint, String body, String route, int status)
            throws IOException {
        assertMeasured(Request.json(method, API + endpoint, body), status, method, API + route);

        assertThat(SERVER.get("/metrics").text()).doesNotContain("secret-2c9e");
    }

    @Test
    void whatIsNotDoneIsMeasuredUnderItsRoute() throws IOException {
        String jobs = "/ajax-api/3.0/jobs/";
        assertMeasured(Request.json("POST", jobs, "{\"job_name\": \"x\", \"params\": {}}"), 501, "POST", jobs);
        assertMeasured(Request.of("GET", "/nope"), 404, "GET", "-");
    }

    /// Sends a request, whose measurement is there when the next of its connection is read.
    private static void assertMeasured(Request request, int status, String method, String route) throws IOException {
        try (RawHttp http = SERVER.connect()) {
            assertThat(http.send(request.without("Connection")).read().status()).isEqualTo(status);
            assertThat(http.send(Request.of("GET", "/metrics")).read().text())
                    .contains("method=\"%s\",route=\"%s\",status=\"%d\"".formatted(method, route, status));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "/version", "/", API + "experiments/search?max_results=1", API + "runs/get", "/nope"})
    void aHeadIsAGetWithoutItsBody(String target) throws IOException {
        Reply get = SERVER.get(target);
        try (RawHttp http = SERVER.connect()) {
            Reply head =
                    http.send(Request.of("HEAD", target).without("Connection")).readHead();

            assertThat(head.status()).isEqualTo(get.status());
            assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
            assertThat(http.send(Request.of("GET", "/health")).read().text()).isEqualTo("OK");
        }
    }

    @Test
    void aHeadOfWhatHasNoGetIsNotAllowed() throws IOException {
        try (RawHttp http = SERVER.connect()) {
            assertThat(http.send(Request.of("HEAD", API + "experiments/create"))
                            .readHead()
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void aConnectionIsKeptUntilTheClientEndsIt() throws IOException {
        Request request = Request.of("GET", "/health").without("Connection");
        try (RawHttp http = SERVER.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(http.send(request).read().text()).isEqualTo("OK");
            }
            assertThat(http.send(request.with("Connection: close")).read().text())
                    .isEqualTo("OK");
            assertThat(http.isClosedByServer()).isTrue();
        }
    }

    @Test
    void requestsInARowAreAnsweredInARow() throws IOException {
        Request request = Request.of("GET", "/health").without("Connection");
        try (RawHttp http = SERVER.connect()) {
            http.send(request).send(request.with("Content-Length: 0")).send(request.with("Connection: close"));
            for (int i = 0; i < 3; i++) {
                assertThat(http.read().text()).isEqualTo("OK");
            }
            assertThat(http.isClosedByServer()).isTrue();
        }
    }
}
