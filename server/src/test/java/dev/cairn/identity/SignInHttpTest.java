package dev.cairn.identity;

import static dev.cairn.Request.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.ServedRoutes;
import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Route;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How people and programs come in, over HTTP.
@OnEachDatabase
class SignInHttpTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String CURRENT = "/api/2.0/mlflow/users/current";
    private static final String SESSION = "/ajax-api/3.0/cairn/session/";
    private static final String SEARCH = "/api/2.0/mlflow/experiments/search?max_results=1";

    private final RunningServer server;

    SignInHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts().withStillClock();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void theFirstAdministratorIsMadeWithTheTokenThatTheServerPrinted() throws IOException {
        assertThat(server.get(SESSION + "get").text()).isEqualTo("{\"accounts\":true,\"setup_needed\":true}");
        assertThat(setUp("wrong").status()).isEqualTo(403);

        Reply made = setUp(server.setUpToken());

        assertThat(made.json().at("/user/is_admin").asBoolean()).isTrue();
        assertThat(setUp(server.setUpToken()).errorCode()).isEqualTo("INVALID_STATE");
        Reply session = server.send(Request.of("GET", SESSION + "get").with("Cookie: " + cookie(made)));
        assertThat(session.json().at("/setup_needed").asBoolean()).isFalse();
        assertThat(session.json().at("/user/username").asString()).isEqualTo("root");
    }

    @Test
    void nobodyComesInWithoutShowingWhoTheyAre() throws IOException {
        Reply refused = server.get(SEARCH);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.errorCode()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.header("WWW-Authenticate")).hasValue("Basic realm=\"mlflow\"");
        Reply ofPage = server.send(Request.of("GET", SEARCH).with("Sec-Fetch-Mode: cors"));
        assertThat(ofPage.status()).isEqualTo(401);
        assertThat(ofPage.header("WWW-Authenticate")).isEmpty();
        assertThat(server.send(Request.of("GET", SEARCH).with("X-Requested-With: cairn"))
                        .header("WWW-Authenticate"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic !!!",
                "Basic cm9vdA==",
                "Basic cm9vdDp3cm9uZw==",
                "Bearer",
                "Bearer wrong",
                "Digest username=root",
                "Negotiate"
            })
    void whatShowsNothingIsRefused(String header) throws IOException {
        setUp(server.setUpToken());

        assertThat(server.send(Request.of("GET", SEARCH).with("Authorization: " + header))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void nameAndPasswordComeInAsMlflowsClientsSendThem() throws IOException {
        setUp(server.setUpToken());

        Reply current = server.send(Request.of("GET", CURRENT).with(basic("Root", PASSWORD)));
        assertThat(current.text())
                .isEqualTo("{\"user\":{\"id\":1,\"username\":\"root\",\"is_admin\":true},\"is_basic_auth\":true}");
        assertThat(server.send(Request.of("GET", SEARCH).with(basic("root", PASSWORD)))
                        .status())
                .isEqualTo(200);
        assertThat(server.send(Request.of("GET", SEARCH).with(basic("root", PASSWORD + "x")))
                        .status())
                .isEqualTo(401);
        assertThat(server.send(Request.of("GET", SEARCH).with(basic("nobody", PASSWORD)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenComesInAsABearersOrAsAPasswordUntilItIsRevoked() throws IOException {
        setUp(server.setUpToken());
        Reply made = server.send(Request.json("POST", "/api/2.0/token/create", "{\"comment\": \"job\"}")
                .with(basic("root", PASSWORD)));
        String token = made.field("token_value");
        String id = made.json().at("/token_info/token_id").asString();

        assertThat(statusWith("Authorization: Bearer " + token)).isEqualTo(200);
        assertThat(statusWith("authorization: bearer " + token)).isEqualTo(200);
        assertThat(statusWith(basic("root", token))).isEqualTo(200);
        assertThat(statusWith(basic("token", token))).isEqualTo(200);
        assertThat(statusWith(basic("somebody else", token))).isEqualTo(401);
        server.send(Request.json("POST", "/api/2.0/token/delete", "{\"token_id\": \"" + id + "\"}")
                .with("Authorization: Bearer " + token));
        assertThat(statusWith("Authorization: Bearer " + token)).isEqualTo(401);
    }

    @Test
    void aSecretIsNotKeptForAnIdempotencyKey() throws IOException {
        setUp(server.setUpToken());

        Reply refused = server.send(Request.json("POST", "/api/2.0/token/create", "{}")
                .with(basic("root", PASSWORD))
                .with("Idempotency-Key: one"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("takes no Idempotency-Key");
    }

    @Test
    void aBrowserIsSignedInByItsCookieAndOut() throws IOException {
        setUp(server.setUpToken());
        Reply in = signIn("root", PASSWORD);
        String cookie = cookie(in);

        assertThat(in.header("Set-Cookie").orElseThrow()).contains("; HttpOnly", "; SameSite=Lax", "; Path=/");
        assertThat(statusWith("Cookie: other=1; " + cookie)).isEqualTo(200);
        Reply out = server.send(Request.json("POST", SESSION + "delete", "{}")
                .with("Cookie: " + cookie)
                .with("Sec-Fetch-Site: same-origin"));
        assertThat(out.header("Set-Cookie").orElseThrow()).contains("cairn_session=;", "Max-Age=0");
        assertThat(statusWith("Cookie: " + cookie)).isEqualTo(401);
    }

    @Test
    void aPageOfAnotherSiteOrPortDoesNothingWithTheCookie() throws IOException {
        setUp(server.setUpToken());
        String cookie = cookie(signIn("root", PASSWORD));
        Request create = Request.json("POST", "/ajax-api/2.0/mlflow/experiments/create", "{\"name\": \"forged\"}")
                .with("Cookie: " + cookie);

        assertThat(server.send(create).status()).isEqualTo(403);
        assertThat(server.send(create.with("Origin: http://localhost:8080")).status())
                .isEqualTo(403);
        assertThat(server.send(create.with("Origin: null")).status()).isEqualTo(403);
        assertThat(server.send(create.with("Sec-Fetch-Site: cross-site")).status())
                .isEqualTo(403);
        assertThat(server.send(create.with("Sec-Fetch-Site: same-site")).status())
                .isEqualTo(403);
        assertThat(server.send(create.with("Origin: http://localhost")).status())
                .isEqualTo(200);
        Request remembered = create.without("Cookie").with(basic("root", PASSWORD));
        assertThat(server.send(remembered.with("Origin: http://localhost:8080")).status())
                .isEqualTo(403);
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyInOrOut() throws IOException {
        setUp(server.setUpToken());
        String body = "{\"username\":\"root\",\"password\":\"" + PASSWORD + "\"}";

        for (String what : new String[] {"create", "delete", "set-up"}) {
            Request form = Request.of("POST", SESSION + what).body(body);
            assertThat(server.send(form.with("Content-Type: text/plain")).status())
                    .isEqualTo(400);
            assertThat(server.send(form).header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void behindTlsTheCookieNeverGoesWithout() throws IOException {
        setUp(server.setUpToken());
        String body = "{\"username\":\"root\",\"password\":\"" + PASSWORD + "\"}";

        Reply in = server.send(Request.json("POST", SESSION + "create", body).with("X-Forwarded-Proto: https"));

        String set = in.header("Set-Cookie").orElseThrow();
        assertThat(set)
                .startsWith("__Host-cairn_session=")
                .contains("; Path=/;")
                .endsWith("; Secure");
        Request who = Request.of("GET", "/api/2.0/mlflow/users/current").with("Cookie: " + set.split(";", 2)[0]);
        assertThat(server.send(who.with("X-Forwarded-Proto: https")).status()).isEqualTo(200);
        assertThat(server.send(who).status()).isEqualTo(401);
    }

    @Test
    void anotherPasswordSignsBrowsersOut() throws IOException {
        setUp(server.setUpToken());
        String cookie = cookie(signIn("root", PASSWORD));

        Reply changed = server.send(Request.json(
                        "PATCH",
                        "/api/2.0/mlflow/users/update-password",
                        "{\"username\":\"root\",\"password\":\"another password\",\"current_password\":\"" + PASSWORD
                                + "\"}")
                .with(basic("root", PASSWORD)));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(statusWith("Cookie: " + cookie)).isEqualTo(401);
        assertThat(statusWith(basic("root", PASSWORD))).isEqualTo(401);
        assertThat(statusWith(basic("root", "another password"))).isEqualTo(200);
    }

    @Test
    void whoIsNoAdministratorManagesNobody() throws IOException {
        setUp(server.setUpToken());
        assertThat(createUser("ann", basic("root", PASSWORD)).status()).isEqualTo(200);

        assertThat(createUser("bob", basic("ann", PASSWORD)).errorCode()).isEqualTo("PERMISSION_DENIED");
        assertThat(server.send(Request.of("GET", "/api/2.0/mlflow/users/list").with(basic("ann", PASSWORD)))
                        .status())
                .isEqualTo(403);
        assertThat(server.send(Request.of("GET", SEARCH).with(basic("ann", PASSWORD)))
                        .status())
                .isEqualTo(200);
        server.send(Request.json("DELETE", "/api/2.0/mlflow/users/delete", "{\"username\": \"ann\"}")
                .with(basic("root", PASSWORD)));
        assertThat(statusWith(basic("ann", PASSWORD))).isEqualTo(401);
    }

    @Test
    void whatManagesTheServerIsForAdministratorsAlone() throws IOException {
        setUp(server.setUpToken());
        createUser("ann", basic("root", PASSWORD));
        Permission manage = Permission.manage(Resource.SERVER);
        int walked = 0;
        for (Route route : ServedRoutes.all()) {
            if (route.permission().equals(manage)) {
                Request request =
                        Request.json(route.method().name(), route.path(), "{}").with(basic("ann", PASSWORD));
                assertThat(server.send(request).errorCode()).as(route.path()).isEqualTo("PERMISSION_DENIED");
                walked++;
            }
        }
        assertThat(walked).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aNameThatIsNobodysIsRefusedAsAWrongPasswordIs() throws IOException {
        setUp(server.setUpToken());

        Reply unknown = server.send(Request.of("GET", SEARCH).with(basic("nobody", PASSWORD)));
        Reply wrong = server.send(Request.of("GET", SEARCH).with(basic("root", "not the password")));

        assertThat(unknown.text()).isEqualTo(wrong.text());
        assertThat(unknown.status()).isEqualTo(wrong.status());
    }

    @Test
    void aBodyThatAnybodyMaySendIsSmall() throws IOException {
        String body = "{\"username\":\"root\",\"password\":\"" + "x".repeat(20_000) + "\"}";

        assertThat(server.send(Request.json("POST", SESSION + "create", body)).errorCode())
                .isEqualTo("BAD_REQUEST");
        assertThat(statusWith(basic("root", "y".repeat(5_000)))).isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDownButNotWhoIsIn() throws IOException {
        setUp(server.setUpToken());
        assertThat(statusWith(basic("root", PASSWORD))).isEqualTo(200);
        for (int i = 0; i < 6; i++) {
            assertThat(statusWith(basic("root", "guess number " + i))).isEqualTo(401);
        }

        Reply refused = server.send(Request.of("GET", SEARCH).with(basic("root", "another guess")));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).hasValue("1");
        assertThat(statusWith(basic("root", PASSWORD))).isEqualTo(200);
    }

    @Test
    void aSessionIsSeenAndEndedFromAnother() throws IOException {
        setUp(server.setUpToken());
        String first = cookie(signIn("root", PASSWORD));
        String second = cookie(signIn("root", PASSWORD));
        Reply mine = server.send(Request.of("GET", SESSION + "get").with("Cookie: " + first));
        String id = mine.field("session_id");

        Reply listed = server.send(
                Request.of("GET", "/ajax-api/3.0/cairn/sessions/list").with("Cookie: " + second));
        assertThat(listed.text()).contains(id);
        server.send(Request.json("DELETE", "/ajax-api/3.0/cairn/sessions/delete", "{\"session_id\": \"" + id + "\"}")
                .with("Cookie: " + second)
                .with("Sec-Fetch-Site: same-origin"));

        assertThat(statusWith("Cookie: " + first)).isEqualTo(401);
        assertThat(statusWith("Cookie: " + second)).isEqualTo(200);
    }

    private Reply setUp(String token) throws IOException {
        return server.send(Request.json(
                "POST",
                SESSION + "set-up",
                "{\"token\":\"" + token + "\",\"username\":\"root\",\"password\":\"" + PASSWORD + "\"}"));
    }

    private Reply signIn(String name, String password) throws IOException {
        return server.send(Request.json(
                "POST", SESSION + "create", "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}"));
    }

    private Reply createUser(String name, String credentials) throws IOException {
        return server.send(Request.json(
                        "POST",
                        "/api/2.0/mlflow/users/create",
                        "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}")
                .with(credentials));
    }

    private int statusWith(String header) throws IOException {
        return server.send(Request.of("GET", SEARCH).with(header)).status();
    }

    private static String cookie(Reply reply) {
        String set = reply.header("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }
}
