package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.ServedRoutes;
import dev.cairn.http.Route;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a token that only reads does not do, and what administrators do with the tokens of others.
final class TokenScopesHttpTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().withAccounts();

    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String MANAGED = "/api/2.0/token-management/tokens";

    @BeforeAll
    static void setUp() throws IOException {
        SERVER.setUp();
        SERVER.send(Request.json(
                        "POST",
                        "/api/2.0/mlflow/users/create",
                        "{\"username\":\"ann\",\"password\":\"" + PASSWORD + "\"}")
                .with(basic("root")));
    }

    @Test
    void aTokenThatOnlyReadsReads() throws IOException {
        String bearer = bearer(create("root", "{\"scopes\":[\"read\"]}"));

        assertThat(status(Request.json("POST", "/api/2.0/mlflow/experiments/search", "{\"max_results\":1}"), bearer))
                .isEqualTo(200);
        assertThat(status(Request.of("GET", "/api/2.0/mlflow/experiments/get?experiment_id=0"), bearer))
                .isEqualTo(200);
        assertThat(status(Request.of("GET", "/api/2.0/mlflow/users/current"), bearer))
                .isEqualTo(200);
    }

    @Test
    void aTokenThatOnlyReadsChangesNothing() throws IOException {
        String bearer = bearer(create("root", "{\"scopes\":[\"read\"]}"));
        int walked = 0;
        for (Route route : ServedRoutes.all()) {
            if (!TokenScope.READ.allows(route.permission(), route.method().name())) {
                Request request =
                        Request.json(route.method().name(), route.path().replaceAll("\\{[^}]*}", "1"), "{}");
                Reply refused = SERVER.send(request.with(bearer));
                assertThat(refused.status()).as(route.path()).isEqualTo(403);
                assertThat(refused.text())
                        .contains("\"This token only reads: make another one, with the scope all-apis.\"");
                walked++;
            }
        }

        assertThat(walked).isGreaterThan(100);
    }

    @Test
    void aScopeThatThereIsNotIsRefused() throws IOException {
        assertThat(create("root", "{\"scopes\":[\"sql\"]}").errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void administratorsSeeAndRevokeTheTokensOfOthers() throws IOException {
        Reply made = create("ann", "{\"comment\":\"of ann\",\"scopes\":[\"read\"]}");
        String id = made.json().at("/token_info/token_id").asString();

        Reply listed = SERVER.send(
                Request.of("GET", MANAGED + "?created_by_username=ann").with(basic("root")));
        assertThat(listed.json().at("/token_infos/0/token_id").asString()).isEqualTo(id);
        assertThat(listed.json().at("/token_infos/0/scopes/0").asString()).isEqualTo("read");
        assertThat(listed.text()).doesNotContain(made.field("token_value"));
        assertThat(SERVER.send(Request.of("GET", MANAGED).with(basic("ann"))).status())
                .isEqualTo(403);
        assertThat(SERVER.send(Request.of("GET", MANAGED + "/" + id).with(basic("root")))
                        .json()
                        .at("/token_info/created_by_username")
                        .asString())
                .isEqualTo("ann");
        assertThat(status(Request.of("DELETE", MANAGED + "/" + id), basic("root")))
                .isEqualTo(200);
        assertThat(status(Request.of("GET", "/api/2.0/mlflow/users/current"), bearer(made)))
                .isEqualTo(401);
        assertThat(status(Request.of("DELETE", MANAGED + "/" + id), basic("root")))
                .isEqualTo(404);
    }

    private static int status(Request request, String credentials) throws IOException {
        return SERVER.send(request.with(credentials)).status();
    }

    private static Reply create(String name, String body) throws IOException {
        return SERVER.send(Request.json("POST", "/api/2.0/token/create", body).with(basic(name)));
    }

    private static String bearer(Reply made) {
        return "Authorization: Bearer " + made.field("token_value");
    }

    private static String basic(String name) {
        return Request.basic(name, PASSWORD);
    }
}
