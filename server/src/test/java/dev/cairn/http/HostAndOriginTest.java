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
import org.junit.jupiter.params.provider.ValueSource;

/// Rebound DNS names, foreign pages, frames.
final class HostAndOriginTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    private static final Request SEARCH = Request.of("GET", API + "experiments/search?max_results=1");
    private static final Request CREATE = Request.json("POST", API + "experiments/create", "{}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:5000",
                "localhost.evil.example",
                "evil.example.localhost.evil",
                "0.0.0.0",
                "10.0.0.1",
                "169.254.169.254",
                "localhost.",
                "2130706433",
                "[::ffff:127.0.0.1]",
                "xn--localhost-x"
            })
    void aHostThatIsNotThisServersIsRefused(String host) throws IOException {
        Reply reply = SERVER.send(SEARCH.with("Host: " + host));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).isEqualTo("Invalid Host header - possible DNS rebinding attack detected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost@evil.example", "localhost:80:80", "evil.example#localhost", "a b"})
    void aHostThatIsNoneIsRefused(String host) throws IOException {
        assertThat(SERVER.send(SEARCH.with("Host: " + host)).status()).isIn(400, 403);
    }

    @Test
    void aRequestNeedsExactlyOneHost() throws IOException {
        assertThat(SERVER.send(SEARCH.without("Host")).status()).isIn(400, 403);
        Request twice = new Request(
                "GET",
                SEARCH.target(),
                java.util.List.of("Host: localhost", "Host: evil.example", "Connection: close"),
                new byte[0]);
        assertThat(SERVER.send(twice).status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:1",
                "LOCALHOST:5000",
                "127.0.0.1",
                "127.0.0.1:5000",
                "[::1]",
                "[::1]:5000"
            })
    void thisMachineIsAnswered(String host) throws IOException {
        assertThat(SERVER.send(SEARCH.with("Host: " + host)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/version"})
    void probesAreAnsweredUnderAnyName(String target) throws IOException {
        assertThat(SERVER.send(Request.of("GET", target).with("Host: node-17.example"))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://localhost.evil.example",
                "null",
                "",
                "file://",
                "localhost",
                "http://evil.example:5000",
                "http://localhost\\@evil.example",
                "http://localhost evil.example",
                "http://0.0.0.0"
            })
    void aForeignPageCannotChangeAnything(String origin) throws IOException {
        for (Request request : new Request[] {
            CREATE,
            CREATE.without("Content-Type"),
            Request.of("DELETE", RunningServer.FILES + "/x"),
            Request.of("PUT", RunningServer.FILES + "/x").body("x"),
            Request.of("POST", "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=x&path=y")
                    .body("x")
        }) {
            Reply reply = SERVER.send(request.with("Origin: " + origin));
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.text()).isEqualTo("Cross-origin request blocked");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1", "https://[::1]:8443", "http://LOCALHOST"})
    void aPageOfThisMachineMayChangeThings(String origin) throws IOException {
        Reply reply = SERVER.send(CREATE.with("Origin: " + origin));

        assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void noAnswerInvitesOtherOrigins() throws IOException {
        for (Request request : new Request[] {SEARCH, CREATE, Request.of("OPTIONS", CREATE.target())}) {
            Reply reply = SERVER.send(request.with("Origin: http://evil.example"));
            assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/nope", API + "runs/get", API + "experiments/search?max_results=1", "//"})
    void everyAnswerForbidsSniffingAndFraming(String target) throws IOException {
        Reply reply = SERVER.get(target);

        assertThat(reply.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(reply.header("X-Frame-Options")).hasValue("SAMEORIGIN");
        assertThat(reply.header("X-Request-Id")).isPresent();
        assertThat(reply.header("Server")).isEmpty();
    }

    @Test
    void theBodyOfAFormIsNoCall() throws IOException {
        for (String type : new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"}) {
            Reply reply = SERVER.send(CREATE.with("Content-Type: " + type).body("{\"name\": \"form\"}"));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.message()).isEqualTo("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }
}
