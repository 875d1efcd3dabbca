package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a command line is let in by a person before a browser (RFC 8628), over HTTP.
@OnEachDatabase
class DeviceHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String ROOT = Request.basic("root", PASSWORD);
    private static final String API = "/api/3.0/cairn/device/";

    private final RunningServer server;

    DeviceHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts().withStillClock();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aCommandLineGetsOneTokenOnceAPersonAllowedIt() throws IOException {
        Reply asked = ask();
        String code = asked.field("user_code");
        assertThat(code).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(asked.field("verification_uri_complete")).isEqualTo("http://localhost/#/device?code=" + code);
        assertThat(poll(asked).field("error")).isEqualTo("authorization_pending");

        Reply shown =
                server.send(Request.of("GET", API + "get?user_code=" + code).with(ROOT));
        assertThat(shown.field("client")).isEqualTo("ann@laptop");
        assertThat(confirm(code.toLowerCase(java.util.Locale.ROOT).replace("-", ""), true)
                        .status())
                .isEqualTo(200);

        Reply granted = poll(asked);
        assertThat(granted.field("token_type")).isEqualTo("Bearer");
        assertThat(granted.json().path("expires_in").asInt()).isEqualTo(30 * 86_400);
        assertThat(server.send(Request.of("GET", "/api/2.0/mlflow/users/current")
                                .with("Authorization: Bearer " + granted.field("access_token")))
                        .json()
                        .at("/user/username")
                        .asString())
                .isEqualTo("root");
        assertThat(server.send(Request.of("GET", "/api/2.0/token/list").with(ROOT))
                        .text())
                .contains("cairn login, ann@laptop");
        assertThat(poll(asked).field("error")).isEqualTo("expired_token");
    }

    @Test
    void whoIsRefusedGetsNothing() throws IOException {
        Reply asked = ask();
        confirm(asked.field("user_code"), false);

        assertThat(poll(asked).field("error")).isEqualTo("access_denied");
        assertThat(confirm(asked.field("user_code"), true).status()).isEqualTo(404);
    }

    @Test
    void aCommandLineThatIsKeptOutIsInTheAuditLog() throws IOException {
        Reply asked = ask();
        poll(asked);
        confirm(asked.field("user_code"), false);
        poll(asked);
        poll("wrong");

        List<String> refused = RefusedInLog.of(server, ROOT);
        assertThat(refused)
                .containsExactly("anyone {\"reason\":[\"expired_token\"]}", "anyone {\"reason\":[\"access_denied\"]}");
    }

    @Test
    void aCodeIsConfirmedOnce() throws IOException {
        Reply asked = ask();

        assertThat(confirm(asked.field("user_code"), true).status()).isEqualTo(200);
        assertThat(confirm(asked.field("user_code"), true).status()).isEqualTo(404);
    }

    @Test
    void whoAsksTooOftenIsToldTo() throws IOException {
        Reply asked = ask();
        poll(asked);

        assertThat(poll(asked).field("error")).isEqualTo("slow_down");
    }

    @Test
    void codesAreNotGuessed() throws IOException {
        Set<Integer> statuses = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(confirm("BBBB-BBBB", true).status());
        }

        assertThat(statuses).containsExactlyInAnyOrder(404, 429);
        assertThat(poll("wrong").field("error")).isEqualTo("expired_token");
    }

    @Test
    void fromOneAddressOnlySomeWait() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(ask().status()).isEqualTo(200);
        }

        Reply refused = ask();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void onlyWhoIsSignedInConfirms() throws IOException {
        String code = ask().field("user_code");

        assertThat(server.send(Request.json("POST", API + "confirm", body(code, true)))
                        .status())
                .isEqualTo(401);
        assertThat(server.send(Request.json("POST", API + "confirm", body(code, true))
                                .with(ROOT)
                                .with("Origin: http://localhost:8080"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoFormIsRefusedInOauthsWords() throws IOException {
        assertThat(server.send(Request.json("POST", "/oidc/v1/token", "{}")).field("error"))
                .isEqualTo("invalid_request");
        assertThat(form("/oidc/v1/token", "grant_type=password&username=root").field("error"))
                .isEqualTo("unsupported_grant_type");
        assertThat(form("/oidc/v1/token", "grant_type=a&grant_type=b").field("error"))
                .isEqualTo("invalid_request");
        assertThat(form("/oidc/v1/token", "grant_type=%zz").field("error")).isEqualTo("invalid_request");
        assertThat(form("/oidc/v1/device_authorization", "").field("error")).isEqualTo("invalid_request");
    }

    private Reply ask() throws IOException {
        return form("/oidc/v1/device_authorization", "client_id=cairn&client_name=ann%40laptop");
    }

    private Reply poll(Reply asked) throws IOException {
        return poll(asked.field("device_code"));
    }

    private Reply poll(String code) throws IOException {
        return form("/oidc/v1/token", "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=" + code);
    }

    private Reply form(String path, String body) throws IOException {
        return server.send(Request.of("POST", path)
                .with("Content-Type: application/x-www-form-urlencoded")
                .body(body));
    }

    private Reply confirm(String code, boolean allow) throws IOException {
        return server.send(
                Request.json("POST", API + "confirm", body(code, allow)).with(ROOT));
    }

    private static String body(String code, boolean allow) {
        return "{\"user_code\":\"" + code + "\",\"allow\":" + allow + "}";
    }
}
