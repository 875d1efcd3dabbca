package dev.cairn.audit;

import static dev.cairn.Request.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the audit log tells of requests.
@OnEachDatabase
class AuditHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String AUDIT = "/api/3.0/cairn/audit/";
    private static final String MLFLOW = "/api/2.0/mlflow/";

    private final RunningServer server;
    private String experiment;

    AuditHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        send("root", "POST", MLFLOW + "users/create", "{\"username\":\"ann\",\"password\":\"" + PASSWORD + "\"}");
        experiment = send("ann", "POST", MLFLOW + "experiments/create", "{\"name\":\"of ann\"}")
                .field("experiment_id");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whatIsDoneIsKeptWithWhoDidItAndWhatItIsAbout() throws IOException {
        String run = run("ann");

        JsonNode record = found("about=run_id=" + run).getFirst();

        assertThat(record.at("/actor").asString()).isEqualTo("ann");
        assertThat(record.at("/action").asString()).isEqualTo("POST /api/2.0/mlflow/runs/create");
        assertThat(record.at("/outcome").asString()).isEqualTo("OK");
        assertThat(record.at("/about/experiment_id/0").asString()).isEqualTo(experiment);
        assertThat(record.at("/workspace").asString()).isEqualTo("default");
        assertThat(record.at("/address").asString()).isEqualTo("127.0.0.1");
        assertThat(record.at("/request_id").asString()).isNotEmpty();
    }

    @Test
    void itIsKeptByWhatTheyWereSignedIn() throws IOException {
        JsonNode token = send("ann", "POST", "/api/2.0/token/create", "{}").json();
        Reply in = server.send(Request.json(
                "POST", "/api/3.0/cairn/session/create", "{\"username\":\"ann\",\"password\":\"" + PASSWORD + "\"}"));
        String session =
                found("about=username=ann").getFirst().at("/about/session_id/0").asString();

        run("ann");
        assertThat(found("actor=ann").getFirst().at("/via").asString()).isEqualTo("password");
        create("Authorization: Bearer " + token.at("/token_value").asString());
        assertThat(actions("via=token%3D" + token.at("/token_info/token_id").asString()))
                .containsExactly("POST /api/2.0/mlflow/runs/create");
        create("Cookie: " + in.header("Set-Cookie").orElseThrow());
        assertThat(actions("via=session%3D" + session)).containsExactly("POST /api/2.0/mlflow/runs/create");
    }

    private void create(String header) throws IOException {
        Request request = Request.json("POST", MLFLOW + "runs/create", "{\"experiment_id\":\"" + experiment + "\"}");
        assertThat(server.send(request.with(header).with("Sec-Fetch-Site: same-origin"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFirstAdministratorAndAccountsAreKept() throws IOException {
        assertThat(actions("about=username=root")).contains("POST /api/3.0/cairn/session/set-up");
        assertThat(actions("actor=root&about=username=ann")).containsExactly("POST /api/2.0/mlflow/users/create");
    }

    @Test
    void whatWasNotDoneIsNotKept() throws IOException {
        int before = found("actor=ann").size();

        assertThat(send("ann", "POST", MLFLOW + "experiments/create", "{\"name\":\"Default\"}")
                        .status())
                .isEqualTo(400);
        send("ann", "POST", MLFLOW + "runs/search", "{\"experiment_ids\":[\"0\"]}");
        send("ann", "GET", MLFLOW + "users/current", "");

        assertThat(found("actor=ann")).hasSize(before);
    }

    @Test
    void whoIsRefusedIsKept() throws IOException {
        assertThat(send("ann", "GET", MLFLOW + "users/list", "").status()).isEqualTo(403);
        assertThat(found("outcome=REFUSED").getFirst().at("/via").asString()).isEqualTo("password");
        server.send(Request.of("GET", MLFLOW + "users/current").with(basic("ann", "wrong password")));
        server.send(Request.of("GET", MLFLOW + "users/current").with(basic("nobody", "wrong password")));

        List<JsonNode> refused = found("outcome=REFUSED");

        assertThat(refused.stream()
                        .map(one -> one.at("/actor").asString("") + " "
                                + one.at("/outcome").asString()))
                .contains("ann PERMISSION_DENIED", "ann UNAUTHENTICATED", " UNAUTHENTICATED");
        assertThat(refused.toString()).doesNotContain("nobody").doesNotContain("wrong password");
    }

    @Test
    void whatComesByTheThousandIsKeptOnceAMinute() throws IOException {
        String run = run("ann");
        String other = run("ann");
        for (int i = 0; i < 5; i++) {
            for (String one : List.of(run, other)) {
                String metric = "{\"run_id\":\"%s\",\"key\":\"loss\",\"value\":1,\"timestamp\":1,\"step\":%d}"
                        .formatted(one, i);
                assertThat(send("ann", "POST", MLFLOW + "runs/log-metric", metric)
                                .status())
                        .isEqualTo(200);
            }
        }

        assertThat(actions("about=run_id=" + run))
                .containsExactly("POST /api/2.0/mlflow/runs/log-metric", "POST /api/2.0/mlflow/runs/create");
        assertThat(found("action=POST%20/api/2.0/mlflow/runs/log-metric")).hasSize(2);
    }

    @Test
    void filesThatComeAndExportsAreKept() throws IOException {
        String run = run("ann");
        String path = "/api/2.0/mlflow-artifacts/artifacts/" + experiment + "/" + run + "/artifacts/a.txt";

        assertThat(send("ann", "PUT", path, "text").status()).isEqualTo(200);
        assertThat(send("ann", "GET", "/api/3.0/cairn/experiments/" + experiment + "/runs.csv", "")
                        .status())
                .isEqualTo(200);
        send("ann", "GET", path, "");

        assertThat(actions("actor=ann"))
                .containsExactly(
                        "GET /api/3.0/cairn/experiments/{experiment_id}/runs.csv",
                        "PUT /api/2.0/mlflow-artifacts/artifacts/{path+}",
                        "POST /api/2.0/mlflow/runs/create",
                        "POST /api/2.0/mlflow/experiments/create");
    }

    @Test
    void noContentAndNoSecretIsInIt() throws IOException {
        String run = run("ann");
        String token = send("ann", "POST", "/api/2.0/token/create", "{\"comment\":\"hidden comment\"}")
                .field("token_value");
        send(
                "ann",
                "POST",
                MLFLOW + "runs/log-parameter",
                "{\"run_id\":\"%s\",\"key\":\"p\",\"value\":\"hidden value\"}".formatted(run));
        send(
                "ann",
                "POST",
                MLFLOW + "experiments/set-experiment-tag",
                "{\"experiment_id\":\"%s\",\"key\":\"mlflow.note.content\",\"value\":\"hidden note\"}"
                        .formatted(experiment));

        String all = send("root", "GET", AUDIT + "export", "").text();

        assertThat(all).contains("token_id").contains("log-parameter");
        assertThat(all).doesNotContain("hidden").doesNotContain(token).doesNotContain(PASSWORD);
    }

    @Test
    void aSearchGoesBackPageByPage() throws IOException {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.addFirst(run("ann"));
        }
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = send("root", "GET", AUDIT + "search?actor=ann&max_results=2&page_token=" + token, "")
                    .json();
            page.at("/records")
                    .forEach(record -> seen.add(record.at("/about/run_id/0").asString("")));
            token = page.at("/next_page_token").asString("");
        } while (!token.isEmpty());

        assertThat(seen.removeLast()).isEmpty(); // of the experiment
        assertThat(seen).containsExactlyElementsOf(runs);
    }

    @Test
    void aSearchKeepsToATime() throws IOException {
        long made = found("about=run_id=" + run("ann")).getFirst().at("/time").asLong();

        assertThat(actions("actor=ann&from=" + made)).contains("POST /api/2.0/mlflow/runs/create");
        assertThat(actions("actor=ann&to=" + made)).doesNotContain("POST /api/2.0/mlflow/runs/create");
        assertThat(found("actor=ann&from=" + (made + 1))).isEmpty();
    }

    @Test
    void whoManagesNothingReadsNothingOfIt() throws IOException {
        assertThat(send("ann", "GET", AUDIT + "search", "").status()).isEqualTo(403);
        assertThat(send("ann", "GET", AUDIT + "export", "").status()).isEqualTo(403);
    }

    @Test
    void whoManagesAWorkspaceReadsWhatWasDoneThereAndNothingElse() throws IOException {
        send("root", "POST", "/api/3.0/mlflow/workspaces", "{\"name\":\"team\"}");
        int role = send("root", "GET", "/api/3.0/mlflow/roles/list?workspace=team", "")
                .json()
                .at("/roles")
                .valueStream()
                .filter(one -> one.at("/name").asString().equals("admin"))
                .findFirst()
                .orElseThrow()
                .at("/id")
                .asInt();
        send("root", "POST", "/api/3.0/mlflow/roles/assign", "{\"username\":\"ann\",\"role_id\":%d}".formatted(role));
        for (int i = 0; i < 3; i++) {
            inTeam("root", "POST", MLFLOW + "experiments/create", "{\"name\":\"of team " + i + "\"}");
            run("ann");
        }
        inTeam("root", "POST", MLFLOW + "users/create", "{\"username\":\"bob\",\"password\":\"" + PASSWORD + "\"}");
        inTeam("ann", "POST", "/api/2.0/token/create", "{}");
        inTeam("bob", "GET", MLFLOW + "users/list", "");

        Reply first = inTeam("ann", "GET", AUDIT + "search?max_results=2", "");
        Reply second =
                inTeam("ann", "GET", AUDIT + "search?max_results=2&page_token=" + first.field("next_page_token"), "");
        assertThat(actions(first))
                .containsOnly("POST /api/2.0/mlflow/experiments/create")
                .hasSize(2);
        assertThat(actions(second)).containsExactly("POST /api/2.0/mlflow/experiments/create");
        assertThat(inTeam("ann", "GET", AUDIT + "export", "").text().lines())
                .hasSize(4) // with itself
                .allMatch(line -> line.contains("\"workspace\":\"team\""));
        assertThat(send("ann", "GET", AUDIT + "search", "").status()).isEqualTo(403);
    }

    private static List<String> actions(Reply page) {
        return page.json()
                .at("/records")
                .valueStream()
                .map(record -> record.at("/action").asString())
                .toList();
    }

    private Reply inTeam(String by, String method, String target, String body) throws IOException {
        return server.send(
                Request.json(method, target, body).with(basic(by, PASSWORD)).with("X-MLFLOW-WORKSPACE: team"));
    }

    @Test
    void anExportIsKeptToo() throws IOException {
        send("root", "GET", AUDIT + "export", "");

        assertThat(actions("actor=root")).first().isEqualTo("GET /api/3.0/cairn/audit/export");
    }

    @Test
    void aSearchThatNamesNothingIsRefused() throws IOException {
        assertThat(send("root", "GET", AUDIT + "search?about=run", "").errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(send("root", "GET", AUDIT + "search?page_token=x", "").errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(send("root", "GET", AUDIT + "export?from=x", "").errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    }

    private List<String> actions(String query) throws IOException {
        return found(query).stream()
                .map(record -> record.at("/action").asString())
                .toList();
    }

    private List<JsonNode> found(String query) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        send("root", "GET", AUDIT + "search?" + query, "").json().at("/records").forEach(records::add);
        return records;
    }

    private String run(String by) throws IOException {
        return send(by, "POST", MLFLOW + "runs/create", "{\"experiment_id\":\"" + experiment + "\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
    }

    private Reply send(String by, String method, String target, String body) throws IOException {
        return server.send(Request.json(method, target, body).with(basic(by, PASSWORD)));
    }
}
