package dev.cairn.identity;

import static dev.cairn.Request.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.permissions.Permissions;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How programs get themselves tokens with a client id and a secret (RFC 6749, section 4.4), over HTTP.
@OnEachDatabase
class ProgramsHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String CLIENT = "0a1b2c3d-0000-4000-8000-0123456789ab";
    private static final String CURRENT = "/api/2.0/mlflow/users/current";

    private final RunningServer server;
    private long program;

    ProgramsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        try (Database database = Database.open(server.database())) {
            program = new Identity(database, new Permissions(database), InstantSource.system())
                    .addServicePrincipal("nightly", CLIENT)
                    .id();
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aProgramGetsItselfATokenWithItsSecret() throws IOException {
        String secret = create("{}").field("secret");

        Reply granted = grant("grant_type=client_credentials&scope=all-apis", basic(CLIENT, secret));
        assertThat(granted.field("token_type")).isEqualTo("Bearer");
        assertThat(granted.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(granted.header("Cache-Control")).hasValue("no-store");
        assertThat(who(granted)).isEqualTo(CLIENT);
        assertThat(who(grant(
                        "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + secret, "X-None: 1")))
                .isEqualTo(CLIENT);
        assertThat(send(
                                Request.of("GET", "/api/2.0/token/list"),
                                "Authorization: Bearer " + granted.field("access_token"))
                        .json()
                        .at("/token_infos")
                        .size())
                .isZero();
    }

    @Test
    void anAdministratorMakesATokenForAProgramAndForNobodyElse() throws IOException {
        Reply made = token("{\"application_id\":\"" + CLIENT + "\",\"comment\":\"nightly\",\"lifetime_seconds\":60}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().at("/token_info/comment").asString()).isEqualTo("nightly");
        assertThat(send(Request.of("GET", CURRENT), "Authorization: Bearer " + made.field("token_value"))
                        .json()
                        .at("/user/username")
                        .asString())
                .isEqualTo(CLIENT);
        assertThat(token("{\"application_id\":\"root\"}").status()).isEqualTo(404);
        assertThat(token("{\"application_id\":\"nobody\"}").status()).isEqualTo(404);
        assertThat(token("{}").status()).isEqualTo(400);
    }

    private Reply token(String body) throws IOException {
        return send(
                Request.json("POST", "/api/2.0/token-management/on-behalf-of/tokens", body), basic("root", PASSWORD));
    }

    @Test
    void whatIsWrongIsRefusedInTheSameWords() throws IOException {
        String secret = create("{}").field("secret");
        Reply wrong = grant("grant_type=client_credentials", basic(CLIENT, "wrong"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.field("error")).isEqualTo("invalid_client");
        assertThat(grant("grant_type=client_credentials", basic("nobody", secret))
                        .text())
                .isEqualTo(wrong.text());
        assertThat(grant("grant_type=client_credentials", basic("root", secret)).text())
                .isEqualTo(wrong.text());
        assertThat(grant("grant_type=client_credentials&scope=sql", basic(CLIENT, secret))
                        .field("error"))
                .isEqualTo("invalid_scope");
        assertThat(grant("grant_type=client_credentials", "X-None: 1").field("error"))
                .isEqualTo("invalid_request");
        assertThat(grant("grant_type=client_credentials", "Authorization: Basic !")
                        .field("error"))
                .isEqualTo("invalid_client");
    }

    @Test
    void aProgramThatIsRefusedIsInTheAuditLogButNotWhatItSent() throws IOException {
        grant("grant_type=client_credentials", basic(CLIENT, "wrong"));
        grant("grant_type=client_credentials", basic("typed-by-mistake", "wrong"));

        assertThat(RefusedInLog.of(server, root()))
                .containsExactly(
                        "anyone {\"reason\":[\"invalid_client\"]}",
                        CLIENT + " {\"client_id\":[\"" + CLIENT + "\"],\"reason\":[\"invalid_client\"]}");
    }

    @Test
    void withASecretItsTokensEnd() throws IOException {
        Reply made = create("{}");
        Reply granted = grant("grant_type=client_credentials", basic(CLIENT, made.field("secret")));
        assertThat(who(granted)).isEqualTo(CLIENT);

        assertThat(send(Request.of("DELETE", secrets() + "/" + made.field("id")), root())
                        .status())
                .isEqualTo(200);

        assertThat(send(Request.of("GET", CURRENT), "Authorization: Bearer " + granted.field("access_token"))
                        .status())
                .isEqualTo(401);
        assertThat(grant("grant_type=client_credentials", basic(CLIENT, made.field("secret")))
                        .status())
                .isEqualTo(401);
        assertThat(send(Request.of("DELETE", secrets() + "/" + made.field("id")), root())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSecretIsShownOnceAndOfFiveAtMost() throws IOException {
        Reply made = create("{\"lifetime\":\"3600s\"}");
        Reply listed = send(Request.of("GET", secrets()), root());

        assertThat(listed.json().at("/secrets/0/id").asString()).isEqualTo(made.field("id"));
        assertThat(listed.json().at("/secrets/0/secret_hash").asString()).isEqualTo(made.field("secret_hash"));
        assertThat(listed.text()).doesNotContain(made.field("secret"));
        for (int i = 0; i < 4; i++) {
            assertThat(create("{}").status()).isEqualTo(200);
        }
        assertThat(create("{}").errorCode()).isEqualTo("INVALID_STATE");
        assertThat(create("{\"lifetime\":\"forever\"}").status()).isEqualTo(400);
    }

    @Test
    void onlyProgramsHaveSecretsAndOnlyAdministratorsMakeThem() throws IOException {
        assertThat(send(Request.json("POST", secrets().replace("/" + program + "/", "/1/"), "{}"), root())
                        .status())
                .isEqualTo(404);
        Reply granted = grant(
                "grant_type=client_credentials", basic(CLIENT, create("{}").field("secret")));
        assertThat(send(Request.json("POST", secrets(), "{}"), "Authorization: Bearer " + granted.field("access_token"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void programsFindWhereTheyAsk() throws IOException {
        assertThat(server.get("/.well-known/databricks-config").field("oidc_endpoint"))
                .isEqualTo("http://localhost/oidc");
        assertThat(server.get("/oidc/.well-known/oauth-authorization-server").field("token_endpoint"))
                .isEqualTo("http://localhost/oidc/v1/token");
    }

    private String secrets() {
        return "/api/2.0/accounts/servicePrincipals/" + program + "/credentials/secrets";
    }

    private Reply create(String body) throws IOException {
        return send(Request.json("POST", secrets(), body), root());
    }

    private Reply grant(String form, String header) throws IOException {
        return server.send(Request.of("POST", "/oidc/v1/token")
                .with("Content-Type: application/x-www-form-urlencoded")
                .with(header)
                .body(form));
    }

    private Reply send(Request request, String header) throws IOException {
        return server.send(request.with(header));
    }

    private String who(Reply granted) throws IOException {
        return send(Request.of("GET", CURRENT), "Authorization: Bearer " + granted.field("access_token"))
                .json()
                .at("/user/username")
                .asString();
    }

    private static String root() {
        return basic("root", PASSWORD);
    }
}
