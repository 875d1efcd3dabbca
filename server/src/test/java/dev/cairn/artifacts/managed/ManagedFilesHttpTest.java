package dev.cairn.artifacts.managed;

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

/// The files of Ann's run and logged model as the managed platform's clients ask for them.
@OnEachDatabase
final class ManagedFilesHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String API = "/api/2.0/mlflow/";
    private static final String SDK = "unknown/0.0.0 databricks-sdk-py/0.162.0 python/3.11.2 os/linux auth/pat";

    private final RunningServer server;
    private String experiment = "";
    private String run = "";
    private String model = "";

    ManagedFilesHttpTest(TestDatabase database) {
        server = new RunningServer(database).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        for (String name : new String[] {"ann", "bob"}) {
            post(
                    "root",
                    API + "users/create",
                    "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD));
        }
        experiment =
                post("ann", API + "experiments/create", "{\"name\": \"e\"}").field("experiment_id");
        run = post("ann", API + "runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        model = post("ann", API + "logged-models", "{\"experiment_id\": \"%s\", \"name\": \"m\"}".formatted(experiment))
                .json()
                .at("/model/info/model_id")
                .asString();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void filesOfRunsAndModelsAreWrittenListedReadAndDeleted() throws IOException {
        for (String root : new String[] {"Runs/" + run, "LoggedModels/" + model}) {
            String file = files(root) + "/artifacts/notes/a%20b.txt";
            assertThat(put("ann", file, "text").status()).isEqualTo(204);
            assertThat(get("ann", file).text()).isEqualTo("text");
            String folder = "/WorkspaceInternal/Mlflow/Artifacts/" + experiment + "/" + root + "/artifacts/notes";
            assertThat(get("ann", "/api/2.0/fs/directories" + folder)
                            .json()
                            .at("/contents/0/path")
                            .asString())
                    .isEqualTo(folder + "/a b.txt");
            assertThat(send("ann", Request.of("DELETE", file)).status()).isEqualTo(204);
            assertThat(get("ann", file).status()).isEqualTo(404);
        }
    }

    @Test
    void filesAreThoseOfTheRunWhicheverClientSentThem() throws IOException {
        put("ann", files("Runs/" + run) + "/artifacts/a.txt", "text");

        assertThat(get("ann", API + "artifacts/list?run_id=" + run)
                        .json()
                        .at("/files/0/path")
                        .asString())
                .isEqualTo("a.txt");
    }

    @Test
    void whoMayReadTheExperimentReadsItsFilesAlone() throws IOException {
        String file = files("Runs/" + run) + "/artifacts/a.txt";
        put("ann", file, "text");
        allow("READ");

        assertThat(get("bob", file).text()).isEqualTo("text");
        assertThat(put("bob", file, "other").status()).isEqualTo(403);
        assertThat(send("bob", Request.of("DELETE", file)).status()).isEqualTo(403);
        assertThat(put("bob", files("LoggedModels/" + model) + "/artifacts/a.txt", "other")
                        .status())
                .isEqualTo(403);
        assertThat(get("ann", file).text()).isEqualTo("text");
    }

    @Test
    void whoMayEditTheExperimentDeletesNoFiles() throws IOException {
        String file = files("Runs/" + run) + "/artifacts/a.txt";
        allow("EDIT");

        assertThat(put("bob", file, "text").status()).isEqualTo(204);
        assertThat(send("bob", Request.of("DELETE", file)).status()).isEqualTo(403);
    }

    @Test
    void toWhoDoesNotSeeTheExperimentItsFilesAreNotThere() throws IOException {
        String file = files("Runs/" + run) + "/artifacts/a.txt";
        put("ann", file, "text");
        allow("DENY");

        assertThat(get("bob", file).status()).isEqualTo(404);
        assertThat(put("bob", file, "other").status()).isEqualTo(404);
        assertThat(url("bob", "create-download-url", "Runs/" + run + "/artifacts/a.txt")
                        .status())
                .isEqualTo(404);
        assertThat(url("bob", "create-upload-url", "Runs/" + run + "/artifacts/a.txt")
                        .status())
                .isEqualTo(404);
        String upload = API + "traces/" + trace() + "/credentials-for-data-upload";
        assertThat(get("ann", upload).status()).isEqualTo(200);
        assertThat(get("bob", upload).status()).isEqualTo(404);
        assertThat(server.send(Request.of("GET", file)).status()).isEqualTo(401);
    }

    private String trace() throws IOException {
        String id = "tr-00000000000000000000000000000001";
        Reply begun = post("ann", "/api/3.0/mlflow/traces", """
                {"trace": {"trace_info": {"trace_id": "%s", "trace_location": {"type": "MLFLOW_EXPERIMENT",
                "mlflow_experiment": {"experiment_id": "%s"}}, "request_time": "2026-01-01T00:00:00Z", "state": "OK"}}}
                """.formatted(id, experiment));
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return id;
    }

    @Test
    void aTokenThatOnlyReadsGetsFilesAndAddressesOfThemAndWritesNone() throws IOException {
        String inside = "Runs/" + run + "/artifacts/a.txt";
        put("ann", files(inside), "text");
        String reader = "Authorization: Bearer "
                + post("ann", "/api/2.0/token/create", "{\"scopes\": [\"read\"]}")
                        .field("token_value");

        assertThat(server.send(Request.of("GET", files(inside)).with(reader)).text())
                .isEqualTo("text");
        assertThat(server.send(asked(inside).with(reader)).field("url")).endsWith(files(inside));
        assertThat(server.send(Request.of("PUT", files(inside)).body("other").with(reader))
                        .errorCode())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(server.send(Request.of("DELETE", files(inside)).with(reader)).errorCode())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(get("ann", files(inside)).text()).isEqualTo("text");
    }

    @Test
    void theAuditOfTheWorkspaceTellsWhoWroteAndDeletedFilesAndAskedForAddressesOfThem() throws IOException {
        String inside = "Runs/" + run + "/artifacts/a.txt";
        put("ann", files(inside), "text");
        url("ann", "create-download-url", inside);
        send("ann", Request.of("DELETE", files(inside)));

        JsonNode told = get("root", "/api/3.0/cairn/audit/search?actor=ann&workspace=default")
                .json()
                .path("records");
        String route = "/api/2.0/fs/files/WorkspaceInternal/{path+}";
        assertThat(told.valueStream()
                        .filter(one -> one.path("about").toString().contains(inside))
                        .map(one -> one.path("action").asString()))
                .containsExactly("DELETE " + route, "POST /api/2.0/fs/create-download-url", "PUT " + route);
    }

    @Test
    void anAddressOfTheServersOwnHasTheNameByWhichItWasAsked() throws IOException {
        String inside = "Runs/" + run + "/artifacts/a%2Bb.txt";
        put("ann", files(inside), "text");

        Reply plain = send("ann", asked(inside).without("Host").with("Host: localhost:5000"));
        assertThat(plain.field("url")).isEqualTo("http://localhost:5000" + files(inside));
        assertThat(plain.json().at("/headers/0/name").asString()).isEqualTo("Authorization");
        Reply behindProxy = send(
                "ann", asked(inside).without("Host").with("Host: localhost").with("X-Forwarded-Proto: https"));
        assertThat(behindProxy.field("url")).isEqualTo("https://localhost" + files(inside));
        assertThat(url("ann", "create-download-url", "Runs/" + run + "/artifacts/absent")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void clientsOfThePlatformAloneAreToldItsUris() throws IOException {
        String uri = "dbfs:/databricks/mlflow-tracking/%s/%s/artifacts".formatted(experiment, run);

        assertThat(get("ann", API + "runs/get?run_id=" + run).text()).contains("\"mlflow-artifacts:/");
        assertThat(told("User-Agent: " + SDK)).isEqualTo(uri);
        assertThat(told("X-Databricks-Workspace-Id: 1")).isEqualTo(uri);
        Reply models = send(
                "ann",
                Request.json(
                                "POST",
                                API + "logged-models/search",
                                "{\"experiment_ids\": [\"%s\"]}".formatted(experiment))
                        .with("User-Agent: " + SDK));
        assertThat(models.json().at("/models/0/info/artifact_uri").asString())
                .isEqualTo(
                        "dbfs:/databricks/mlflow-tracking/%s/logged_models/%s/artifacts".formatted(experiment, model));
    }

    /// What a request may just bring lies deeper in the answer that has it.
    @Test
    void whatLiesDeepInAnAnswerIsToldThemAsItIs() throws IOException {
        String id = trace();
        String value = "[".repeat(60) + "0.10, 12345678901234567890" + "]".repeat(60);
        Reply assessed = post("ann", "/api/3.0/mlflow/traces/" + id + "/assessments", """
                {"assessment": {"assessment_name": "deep", "trace_id": "%s", "feedback": {"value": %s},
                "source": {"source_type": "HUMAN", "source_id": "ann"}}}
                """.formatted(id, value));
        assertThat(assessed.status()).as(assessed.text()).isEqualTo(200);
        String target = "/api/3.0/mlflow/traces/" + id;

        Reply told = send("ann", Request.of("GET", target).with("User-Agent: " + SDK));

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.text()).contains("dbfs:/databricks/mlflow-tracking/" + experiment);
        assertThat(assessments(told)).isEqualTo(assessments(get("ann", target))).contains("\"deep\"");
    }

    private static String assessments(Reply trace) {
        return trace.text().replaceAll("(?s).*(\"assessments\".*)\"tags\".*", "$1");
    }

    @Test
    void filesOutsideTheServerKeepTheirUri() throws IOException {
        String other = post(
                        "ann",
                        API + "experiments/create",
                        "{\"name\": \"other\", \"artifact_location\": \"s3://bucket/x\"}")
                .field("experiment_id");

        assertThat(send(
                                "ann",
                                Request.of("GET", API + "experiments/get?experiment_id=" + other)
                                        .with("User-Agent: " + SDK))
                        .json()
                        .at("/experiment/artifact_location")
                        .asString())
                .isEqualTo("s3://bucket/x");
    }

    @Test
    void copiesToTheirFileSystemAreRefusedWithWhatToDo() throws IOException {
        Reply refused = send(
                "ann",
                Request.of("POST", "/dbfs/databricks/mlflow/tmp-external-source//%s/MLmodel".formatted(run))
                        .body("text"));

        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.message()).contains("set the tracking URI to 'databricks'");
    }

    private String told(String header) throws IOException {
        return send("ann", Request.of("GET", API + "runs/get?run_id=" + run).with(header))
                .json()
                .at("/run/info/artifact_uri")
                .asString();
    }

    private String files(String inside) {
        return "/api/2.0/fs/files/WorkspaceInternal/Mlflow/Artifacts/%s/%s".formatted(experiment, inside);
    }

    private Request asked(String inside) {
        return Request.json(
                "POST",
                "/api/2.0/fs/create-download-url?path=/WorkspaceInternal/Mlflow/Artifacts/%s/%s"
                        .formatted(experiment, inside),
                "{}");
    }

    private Reply url(String who, String kind, String inside) throws IOException {
        return post(
                who,
                "/api/2.0/fs/" + kind,
                "{\"path\": \"/WorkspaceInternal/Mlflow/Artifacts/%s/%s\"}".formatted(experiment, inside));
    }

    /// Says what Bob may do with the experiment.
    private void allow(String level) throws IOException {
        Reply set = post(
                "root",
                "/api/3.0/cairn/permissions/set",
                "{\"resource_type\": \"experiment\", \"resource_id\": \"%s\", \"username\": \"bob\", \"permission\": \"%s\"}"
                        .formatted(experiment, level));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private Reply put(String who, String target, String content) throws IOException {
        return send(who, Request.of("PUT", target).body(content));
    }

    private Reply get(String who, String target) throws IOException {
        return send(who, Request.of("GET", target));
    }

    private Reply post(String who, String target, String body) throws IOException {
        return send(who, Request.json("POST", target, body));
    }

    private Reply send(String who, Request request) throws IOException {
        return server.send(request.with(Request.basic(who, PASSWORD)));
    }
}
