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

/// One canonical path before routing: nothing reaches an endpoint by another spelling of its path.
final class PathTricksTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    400, //api/2.0/mlflow/experiments/create
                    400, /api//2.0/mlflow/experiments/create
                    400, /api/2.0/mlflow//experiments/create
                    400, /./api/2.0/mlflow/experiments/create
                    400, /api/2.0/mlflow/x/../experiments/create
                    400, /health/../api/2.0/mlflow/experiments/create
                    400, /health/%2e%2e/api/2.0/mlflow/experiments/create
                    400, /health%2f..%2fapi/2.0/mlflow/experiments/create
                    400, /api/2.0/mlflow/experiments%2fcreate
                    400, /api/2.0/mlflow/experiments%2Fcreate
                    400, /api/2.0/mlflow/experiments%5ccreate
                    400, /api/2.0/mlflow/experiments/create%00
                    400, /api/2.0/mlflow-artifacts/artifacts/x%0aid=1%20method=GET
                    400, /api/2.0/mlflow-artifacts/artifacts/x%0d
                    400, /api/2.0/mlflow-artifacts/artifacts/x%7f
                    400, /api/2.0/mlflow/experiments/create%
                    400, /api/2.0/mlflow/experiments/create%zz
                    400, /api/2.0/mlflow/experiments/cre%ffate
                    400, http://evil.example/api/2.0/mlflow/experiments/create
                    400, api/2.0/mlflow/experiments/create
                    400, *
                    404, /api/2.0/mlflow/experiments/create/
                    404, /api/2.0/mlflow/experiments/create;a=b
                    404, /api;x/2.0/mlflow/experiments/create
                    404, /api/2.0/mlflow/experiments/create%20
                    404, /api/2.0/mlflow/experiments/create%3f
                    404, /api/2.0/mlflow/experiments/create%252f
                    404, /API/2.0/mlflow/experiments/create
                    404, /api/2.0/mlflow/Experiments/create
                    404, /api/3.0/mlflow/experiments/create
                    404, /api/2.0/preview/experiments/create
                    404, /api/3.0/preview/mlflow/experiments/create
                    400, /api/2.0/preview/mlflow/../experiments/create
                    404, /api/2.0/preview/mlflow/preview/mlflow/experiments/create
                    404, /ajax-api/3.0/mlflow/experiments/create
                    404, /static/api/2.0/mlflow/experiments/create
                    404, /health/api/2.0/mlflow/experiments/create
                    """)
    void aTrickDoesNotReachTheEndpoint(int status, String target) throws IOException {
        Reply reply = SERVER.send(Request.json("POST", target, "{\"name\": \"by a trick\"}"));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(SERVER.get(API + "experiments/get-by-name?experiment_name=by%20a%20trick")
                        .status())
                .isEqualTo(404);
        SERVER.assertAnswers();
    }

    @Test
    void clientsFromLongAgoSayPreview() throws IOException {
        SERVER.send(Request.json("POST", "/api/2.0/preview/mlflow/experiments/create", "{\"name\": \"long ago\"}"));

        assertThat(SERVER.get(API + "experiments/get-by-name?experiment_name=long%20ago")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownPathIsAPageThatNamesNoErrorCode() throws IOException {
        for (String target : new String[] {"/nope", "/api/2.0/mlflow/nope", "/api/2.0/mlflow/runs/get/x"}) {
            Reply reply = SERVER.get(target);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(reply.text()).startsWith("<!doctype html>").doesNotContain("error_code");
        }
    }

    @Test
    void anEscapedLetterIsTheLetter() throws IOException {
        assertThat(SERVER.get("/%68ealth").text()).isEqualTo("OK");
    }

    @Test
    void theHealthOfTheServerIsSeenWithoutQueryOrFragment() throws IOException {
        assertThat(SERVER.get("/health?x=%2e%2e").text()).isEqualTo("OK");
        assertThat(SERVER.get("/health?").text()).isEqualTo("OK");
    }
}
