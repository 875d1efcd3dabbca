package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import dev.cairn.permissions.Permissions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two servers on one PostgreSQL are of one mind about who may come in.
final class ManyServersTest {
    private static final String SEARCH = "/api/2.0/mlflow/experiments/search?max_results=1";

    private final DatabaseUrl database = TestDatabase.POSTGRES.current();
    private final RunningServer here = new RunningServer(database).withAccounts();
    private final RunningServer there = new RunningServer(database).withAccounts();

    @BeforeEach
    void start() throws IOException {
        here.start();
        there.start();
    }

    @AfterEach
    void stop() throws IOException {
        here.stop();
        there.stop();
    }

    @Test
    void aTokenThatIsRevokedOnOneServerIsOverOnTheOther() throws IOException {
        String cookie = cookie();
        for (int i = 0; i < 10; i++) {
            Reply made = here.send(ofPage(Request.json("POST", "/api/2.0/token/create", "{}"), cookie));
            String token = "Authorization: Bearer " + made.field("token_value");
            assertThat(there.send(Request.of("GET", SEARCH).with(token)).status())
                    .isEqualTo(200);

            String id = made.json().at("/token_info/token_id").asString();
            here.send(ofPage(Request.json("POST", "/api/2.0/token/delete", "{\"token_id\": \"" + id + "\"}"), cookie));

            assertThat(there.send(Request.of("GET", SEARCH).with(token)).status())
                    .isEqualTo(401);
        }
    }

    @Test
    void whatIsGrantedAndRevokedOnOneServerHoldsOnTheOtherAtOnce() throws IOException {
        String cookie = cookie();
        post(cookie, "2.0/mlflow/users/create", "{'username':'ann','password':'correct horse battery'}");
        String id =
                post(cookie, "2.0/mlflow/experiments/create", "{'name':'e'}").field("experiment_id");
        String ann = there.send(Request.json(
                        "POST",
                        "/api/3.0/cairn/session/create",
                        json("{'username':'ann','password':'correct horse battery'}")))
                .header("Set-Cookie")
                .orElseThrow();
        Request tag = ofPage(
                Request.json(
                        "POST",
                        "/api/2.0/mlflow/experiments/set-experiment-tag",
                        json("{'experiment_id':'%s','key':'k','value':'v'}".formatted(id))),
                ann.substring(0, ann.indexOf(';')));
        String thing = "'username':'ann','resource_type':'experiment','resource_id':'%s'".formatted(id);
        for (int i = 0; i < 10; i++) {
            assertThat(there.send(tag).status()).isEqualTo(403);
            post(cookie, "3.0/mlflow/users/permissions/grant", "{" + thing + ",'permission':'EDIT'}");
            assertThat(there.send(tag).status()).isEqualTo(200);
            post(cookie, "3.0/mlflow/users/permissions/revoke", "{" + thing + "}");
        }
    }

    @Test
    void whoIsDisabledIsOutOnEveryServerAtOnceByWhateverTheyShow() throws IOException {
        String cookie = cookie();
        String account = "{'username':'ann','password':'correct horse battery'}";
        post(cookie, "2.0/mlflow/users/create", account);
        Request signIn = Request.json("POST", "/api/3.0/cairn/session/create", json(account));
        String set = here.send(signIn).header("Set-Cookie").orElseThrow();
        String basic = Request.basic("ann", "correct horse battery");
        Request byCookie = Request.of("GET", SEARCH).with("Cookie: " + set.substring(0, set.indexOf(';')));
        Request byPassword = Request.of("GET", SEARCH).with(basic);
        String token = here.send(
                        Request.json("POST", "/api/2.0/token/create", "{}").with(basic))
                .field("token_value");
        Request byToken = Request.of("GET", SEARCH).with("Authorization: Bearer " + token);
        List<Request> ways = List.of(byCookie, byPassword, byToken);
        assertThat(ways).allSatisfy(way -> assertThat(here.send(way).status()).isEqualTo(200));
        setActive(false);
        assertThat(ways).allSatisfy(way -> assertThat(here.send(way).status()).isEqualTo(401));
        assertThat(ways).allSatisfy(way -> assertThat(there.send(way).status()).isEqualTo(401));
        assertThat(here.send(signIn).status()).isEqualTo(401);
        setActive(true);
        assertThat(there.send(byToken).status()).isEqualTo(200);
        assertThat(there.send(byPassword).status()).isEqualTo(200);
        assertThat(there.send(byCookie).status()).isEqualTo(401);
    }

    /// As the command line does it beside the servers.
    private void setActive(boolean isActive) {
        try (Database beside = Database.open(database)) {
            new Identity(beside, new Permissions(beside), InstantSource.system()).setActive("ann", isActive);
        }
    }

    @Test
    void theSecondServersTokenMakesNoSecondAdministrator() throws IOException {
        assertThat(cookie()).isNotEmpty();

        assertThat(there.setUp().errorCode()).isEqualTo("INVALID_STATE");
    }

    private String cookie() throws IOException {
        String set = here.setUp().header("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private Reply post(String cookie, String path, String body) throws IOException {
        Reply done = here.send(ofPage(Request.json("POST", "/api/" + path, json(body)), cookie));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        return done;
    }

    /// A text with ' in place of ".
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static Request ofPage(Request request, String cookie) {
        return request.with("Cookie: " + cookie).with("Sec-Fetch-Site: same-origin");
    }
}
