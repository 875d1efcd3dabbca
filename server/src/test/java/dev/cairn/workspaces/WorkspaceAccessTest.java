package dev.cairn.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who sees workspaces and their files, and who may say what of them: Ann has nothing in the team's, Bob uses it, Cara
/// manages it.
@OnEachDatabase
class WorkspaceAccessTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String ALL = "/api/3.0/mlflow/workspaces";
    private static final String TEAM = ALL + "/team";

    private final RunningServer server;

    WorkspaceAccessTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        json("root", "POST", ALL, "{\"name\": \"team\", \"description\": \"first\"}");
        for (String name : new String[] {"ann", "bob", "cara"}) {
            json(
                    "root",
                    "POST",
                    "/api/2.0/mlflow/users/create",
                    "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        }
        assign("bob", "user");
        assign("cara", "admin");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void peopleSeeWorkspacesInWhichTheyHaveSomething() throws IOException {
        assertThat(get("ann", ALL).text()).contains("\"default\"").doesNotContain("team");
        for (String name : new String[] {"root", "bob", "cara"}) {
            assertThat(get(name, ALL).text()).contains("\"default\"", "\"team\"");
            assertThat(get(name, TEAM).status()).isEqualTo(200);
        }
    }

    @Test
    void toWhoHasNothingInItAWorkspaceIsNotThere() throws IOException {
        String search = RunningServer.API + "experiments/search?max_results=1";

        assertThat(get("ann", TEAM).text())
                .isEqualTo(get("ann", ALL + "/nope").text().replace("nope", "team"));
        assertThat(in("team", "ann", Request.of("GET", search)).text())
                .isEqualTo(in("nope", "ann", Request.of("GET", search)).text().replace("nope", "team"));
        assertThat(json("ann", "PATCH", TEAM, "{\"description\": \"x\"}").status())
                .isEqualTo(404);
    }

    @Test
    void whoManagesAWorkspaceSaysWhatItIsAbout() throws IOException {
        assertThat(json("bob", "PATCH", TEAM, "{\"description\": \"bob's\"}").status())
                .isEqualTo(403);
        assertThat(json("cara", "PATCH", TEAM, "{\"description\": \"cara's\"}").status())
                .isEqualTo(200);
        assertThat(json("cara", "PATCH", TEAM, "{\"default_artifact_root\": \"s3://x/y\"}")
                        .status())
                .isEqualTo(403);
        assertThat(json("cara", "PATCH", ALL + "/default", "{\"description\": \"cara's\"}")
                        .status())
                .isEqualTo(403);
        assertThat(json("root", "PATCH", TEAM, "{\"default_artifact_root\": \"s3://x/y\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get("bob", TEAM).text()).contains("cara's", "s3://x/y");
    }

    @Test
    void administratorsMakeAndEndWorkspaces() throws IOException {
        assertThat(json("cara", "POST", ALL, "{\"name\": \"other\"}").status()).isEqualTo(403);
        assertThat(send("cara", Request.of("DELETE", TEAM)).status()).isEqualTo(403);
        assertThat(send("root", Request.of("DELETE", TEAM)).status()).isEqualTo(204);
        assertThat(get("bob", TEAM).status()).isEqualTo(404);
    }

    @Test
    void whoManagesAThingManagesItWhereItGoesWithItsWorkspace() throws IOException {
        String made =
                inTeam("bob", "experiments/create", "{\"name\": \"bob's\"}").field("experiment_id");
        inTeam("bob", "registered-models/create", "{\"name\": \"model of bob\"}");

        assertThat(send("root", Request.of("DELETE", TEAM + "?mode=SET_DEFAULT"))
                        .status())
                .isEqualTo(204);

        String tag = "\"key\": \"k\", \"value\": \"v\"}";
        for (String name : new String[] {"bob", "ann"}) {
            int expected = name.equals("bob") ? 200 : 403;
            assertThat(json(
                                    name,
                                    "POST",
                                    RunningServer.API + "experiments/set-experiment-tag",
                                    "{\"experiment_id\": \"" + made + "\", " + tag)
                            .status())
                    .isEqualTo(expected);
            assertThat(json(
                                    name,
                                    "POST",
                                    RunningServer.API + "registered-models/set-tag",
                                    "{\"name\": \"model of bob\", " + tag)
                            .status())
                    .isEqualTo(expected);
        }
    }

    @Test
    void whoManagedAnExperimentManagesItInTheTrashAndNoModelOfTheNameOfOneThatIsGone() throws IOException {
        String made =
                inTeam("bob", "experiments/create", "{\"name\": \"bob's\"}").field("experiment_id");
        inTeam("bob", "registered-models/create", "{\"name\": \"model of bob\"}");

        assertThat(send("root", Request.of("DELETE", TEAM + "?mode=CASCADE")).status())
                .isEqualTo(204);

        assertThat(json(
                                "bob",
                                "POST",
                                RunningServer.API + "experiments/restore",
                                "{\"experiment_id\": \"" + made + "\"}")
                        .status())
                .isEqualTo(200);
        json("ann", "POST", RunningServer.API + "registered-models/create", "{\"name\": \"model of bob\"}");
        assertThat(json(
                                "bob",
                                "POST",
                                RunningServer.API + "registered-models/set-tag",
                                "{\"name\": \"model of bob\", \"key\": \"k\", \"value\": \"v\"}")
                        .status())
                .isEqualTo(403);
    }

    private Reply inTeam(String name, String endpoint, String body) throws IOException {
        return in("team", name, Request.json("POST", RunningServer.API + endpoint, body));
    }

    @Test
    void filesAreForWhoReadsTheExperiment() throws IOException {
        String path = file();
        String within = path.replace("workspaces/team/", "");

        assertThat(in("team", "bob", read(path)).text()).isEqualTo("of the team");
        assertThat(in("team", "bob", read(within)).text()).isEqualTo("of the team");
        assertThat(in("team", "ann", read(path)).status()).isEqualTo(404);
        assertThat(in("default", "ann", read(path)).status()).isEqualTo(400);
        assertThat(in("default", "ann", read(within)).status()).isEqualTo(404);
        assertThat(in("default", "bob", read(path)).status()).isEqualTo(400);
        assertThat(in(
                                "team",
                                "bob",
                                Request.of("PUT", RunningServer.FILES + "/" + within)
                                        .body("bob's"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPageNamesTheWorkspaceInAddressesToWhichItCanGiveNoHeader() throws IOException {
        String path = file();
        String address = RunningServer.FILES + "/" + path + "?x_mlflow_workspace=";

        assertThat(get("bob", address + "team").text()).isEqualTo("of the team");
        assertThat(get("ann", address + "team").text())
                .isEqualTo(get("ann", address + "nope").text().replace("nope", "team"));
        assertThat(in("default", "bob", Request.of("GET", address + "team")).status())
                .isEqualTo(400);
    }

    @Test
    void whatMovedToTheDefaultWorkspaceIsReadByWhoUsesThat() throws IOException {
        String path = file();

        send("root", Request.of("DELETE", TEAM + "?mode=SET_DEFAULT"));

        assertThat(in("default", "ann", read(path)).text()).isEqualTo("of the team");
    }

    /// The path of a file that Cara logged to a run in the team's workspace.
    private String file() throws IOException {
        String experiment = in("team", "cara", create("experiments/create", "{\"name\": \"e\"}"))
                .field("experiment_id");
        String run = in("team", "cara", create("runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment)))
                .json()
                .at("/run/info/run_id")
                .asString();
        String path = "workspaces/team/%s/%s/artifacts/a.txt".formatted(experiment, run);
        assertThat(in(
                                "team",
                                "cara",
                                Request.of("PUT", RunningServer.FILES + "/" + path)
                                        .body("of the team"))
                        .status())
                .isEqualTo(200);
        return path;
    }

    private static Request create(String endpoint, String body) {
        return Request.json("POST", RunningServer.API + endpoint, body);
    }

    private static Request read(String path) {
        return Request.of("GET", RunningServer.FILES + "/" + path);
    }

    private void assign(String name, String role) throws IOException {
        JsonNode roles =
                get("root", "/api/3.0/mlflow/roles/list?workspace=team").json().path("roles");
        int id = roles.valueStream()
                .filter(one -> one.path("name").asString().equals(role))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asInt();
        Reply assigned = json(
                "root",
                "POST",
                "/api/3.0/mlflow/roles/assign",
                "{\"username\": \"%s\", \"role_id\": %d}".formatted(name, id));
        assertThat(assigned.status()).as(assigned.text()).isEqualTo(200);
    }

    private Reply get(String user, String target) throws IOException {
        return send(user, Request.of("GET", target));
    }

    private Reply json(String user, String method, String target, String body) throws IOException {
        return send(user, Request.json(method, target, body));
    }

    private Reply in(String workspace, String user, Request request) throws IOException {
        return send(user, request.with("X-MLFLOW-WORKSPACE: " + workspace));
    }

    private Reply send(String user, Request request) throws IOException {
        return server.send(request.with(Request.basic(user, PASSWORD)));
    }
}
