package dev.cairn.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.lineage.LineageKind;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where versions come from and where they go, over HTTP: a run `train` reads the data set
/// `clicks`, makes the logged model `forest`, and that is registered.
@OnEachDatabase
final class LineageHttpTest {
    private static final String CATALOG = "/api/2.0/mlflow/unity-catalog/";
    private static final String GOVERNED = "main.default.churn";
    private static final String HEADER = """
            {"entities": [{"notebook": {"id": "77", "command_id": "c1"}}, {"job": {"id": "12", "job_run_id": "r9"}}],
             "lineages": [{"source_securables": [{"table": {"name": "main.default.clicks", "table_id": "t1"}}]}]}""";

    private final RunningServer server;
    private String run = "";
    private String model = "";

    LineageHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        run = server.post("runs/create", "{\"experiment_id\": \"0\", \"run_name\": \"train\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
        reads(run, "clicks", "d1", "training");
        model = server.post(
                        "logged-models",
                        "{\"experiment_id\": \"0\", \"name\": \"forest\", \"source_run_id\": \"%s\"}".formatted(run))
                .json()
                .at("/model/info/model_id")
                .asString();
        post("/api/2.0/mlflow/registered-models/create", "{\"name\": \"churn\"}");
        version("churn", "models:/" + model, model);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aVersionComesFromItsModelItsRunAndItsData() throws IOException {
        DrawnGraph graph = graph("kind=MODEL_VERSION&name=churn&id=1");

        assertThat(graph.nodes()).containsExactly("churn/1", "forest", "train", "clicks/d1");
        assertThat(graph.edges())
                .containsExactlyInAnyOrder(
                        "forest registered churn/1", "train made forest", "clicks/d1 read(training) train");
        assertThat(graph.isTruncated()).isFalse();
    }

    @Test
    void aCopyKeepsTheWayToWhatItWasCopiedFrom() throws IOException {
        post("/api/2.0/mlflow/registered-models/create", "{\"name\": \"prod\"}");
        version("prod", "models:/churn/1", model);
        server.send(Request.json(
                "POST",
                "/api/2.0/mlflow/registered-models/rename",
                "{\"name\": \"churn\", \"new_name\": \"leavers\"}"));
        post("/api/2.0/mlflow/registered-models/create", "{\"name\": \"churn\"}");
        version("churn", "s3://bucket/other", "");

        assertThat(graph("kind=MODEL_VERSION&name=prod&id=1").edges())
                .containsExactlyInAnyOrder(
                        "leavers/1 copied prod/1",
                        "forest registered leavers/1",
                        "train made forest",
                        "clicks/d1 read(training) train");
        assertThat(graph("kind=LOGGED_MODEL&direction=DOWNSTREAM&id=" + model).edges())
                .containsExactlyInAnyOrder("leavers/1 copied prod/1", "forest registered leavers/1");
        delete("leavers", "1");
        assertThat(graph("kind=MODEL_VERSION&name=prod&id=1").edges())
                .containsExactlyInAnyOrder(
                        "forest registered prod/1", "train made forest", "clicks/d1 read(training) train");
    }

    @Test
    void aDataSetIsOneInAllExperimentsAndLeadsToAllThatCameOfIt() throws IOException {
        String other =
                server.post("experiments/create", "{\"name\": \"other\"}").field("experiment_id");
        String second = server.post(
                        "runs/create", "{\"experiment_id\": \"%s\", \"run_name\": \"again\"}".formatted(other))
                .json()
                .at("/run/info/run_id")
                .asString();
        reads(second, "clicks", "d1", "");
        server.post(
                "runs/log-inputs",
                "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\"}]}".formatted(second, model));
        server.post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"auc\", \"value\": 1, \"timestamp\": 1, \"model_id\": \"%s\", \"dataset_name\": \"clicks\", \"dataset_digest\": \"d1\"}"
                        .formatted(run, model));

        assertThat(graph("kind=DATASET&name=clicks&id=d1").edges())
                .contains(
                        "clicks/d1 read(training) train",
                        "clicks/d1 read again",
                        "train made forest",
                        "forest read again",
                        "forest registered churn/1");
        assertThat(graph("kind=RUN&direction=UPSTREAM&id=" + second).edges())
                .contains("clicks/d1 read again", "forest read again", "train made forest");
    }

    @Test
    void theCatalogueKnowsWhatClientsTell() throws IOException {
        post(CATALOG + "registered-models/create", "{\"name\": \"%s\"}".formatted(GOVERNED));
        Request create = Request.json("POST", CATALOG + "model-versions/create", """
                {"name": "%s", "source": "models:/churn/1", "run_id": "%s", "model_id": "%s",
                 "model_version_dependencies": [{"type": "DATABRICKS_UC_FUNCTION", "name": "main.default.clean"}]}""".formatted(GOVERNED, run, model));
        server.send(create.with(header(HEADER)));
        server.send(Request.of("PUT", "/api/2.0/fs/files/Models/main/default/churn/1/MLmodel")
                .body("flavors"));
        post(CATALOG + "model-versions/finalize", "{\"name\": \"%s\", \"version\": \"1\"}".formatted(GOVERNED));

        emit("{\"entities\": [{\"job\": {\"id\": \"13\"}}, {\"notebook\": {}}], \"direction\": \"DOWNSTREAM\"}");
        emit("{\"entities\": [{\"job\": {\"id\": \"13\", \"job_run_id\": \"r1\"}}], \"direction\": \"DOWNSTREAM\"}");
        emit("{\"direction\": \"DOWNSTREAM\"}");
        Request read = Request.json(
                "POST",
                CATALOG + "model-versions/generate-temporary-credentials",
                "{\"name\": \"%s\", \"version\": \"1\", \"operation\": \"MODEL_VERSION_OPERATION_READ\"}"
                        .formatted(GOVERNED));
        assertThat(server.send(read.with(header("{\"entities\": [{\"notebook\": {\"id\": \"78\"}}]}")))
                        .status())
                .isEqualTo(200);

        String governed = GOVERNED + "/1";
        assertThat(graph("kind=CATALOG_VERSION&name=%s&id=1".formatted(GOVERNED))
                        .edges())
                .containsExactlyInAnyOrder(
                        "churn/1 copied " + governed,
                        "forest registered churn/1",
                        "train made forest",
                        "clicks/d1 read(training) train",
                        "77 told(c1) " + governed,
                        "12 told(r9) " + governed,
                        "main.default.clicks told(t1) " + governed,
                        "main.default.clean told " + governed,
                        governed + " told(r1) 13",
                        governed + " told 78");
        assertThat(graph("kind=JOB&id=13").edges()).contains(governed + " told(r1) 13", "churn/1 copied " + governed);
        assertThat(graph("kind=TABLE&id=main.default.clicks").edges())
                .contains("main.default.clicks told(t1) " + governed, governed + " told 78");
        assertThat(graph("kind=RUN&direction=DOWNSTREAM&id=" + run).nodes()).contains("13", "78");

        server.send(Request.json(
                "DELETE",
                CATALOG + "model-versions/delete",
                "{\"name\": \"%s\", \"version\": \"1\"}".formatted(GOVERNED)));
        assertThat(server.get("/api/3.0/cairn/lineage?kind=JOB&id=13").status()).isEqualTo(404);
    }

    @Test
    void anotherCopyOfTheCatalogueKeepsTheWayToo() throws IOException {
        post(CATALOG + "registered-models/create", "{\"name\": \"%s\"}".formatted(GOVERNED));
        post(
                CATALOG + "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"models:/%s\", \"model_id\": \"%s\"}"
                        .formatted(GOVERNED, model, model));
        post(CATALOG + "registered-models/create", "{\"name\": \"main.default.prod\"}");
        post(
                CATALOG + "model-versions/create",
                "{\"name\": \"main.default.prod\", \"source\": \"models:/%s/1\"}".formatted(GOVERNED));
        server.send(Request.json("PATCH", "/api/2.1/unity-catalog/schemas/main.default", "{\"new_name\": \"live\"}"));

        assertThat(graph("kind=CATALOG_VERSION&name=main.live.prod&id=1&direction=UPSTREAM")
                        .edges())
                .contains("main.live.churn/1 copied main.live.prod/1", "forest registered main.live.churn/1")
                .doesNotContain("forest registered main.live.prod/1");
    }

    /// As the part of the server does that serves models.
    @Test
    void anotherFeatureTellsOfAnEndpoint() throws IOException {
        Told endpoint = new Told(LineageDirection.DOWNSTREAM, LineageKind.ENDPOINT, "churn-prod", null);
        try (Database database = Database.open(server.database())) {
            Lineage lineage = new Lineage(database, InstantSource.system());
            for (int i = 0; i < 2; i++) {
                database.write(tx -> {
                    lineage.tell(tx, Caller.LOCAL_OWNER, "churn", "1", List.of(endpoint));
                    return true;
                });
            }
        }

        assertThat(graph("kind=DATASET&name=clicks&id=d1&direction=DOWNSTREAM").edges())
                .contains("churn/1 told churn-prod");
    }

    @Test
    void aGraphHasSoManyThingsAndNoMore() throws IOException {
        for (int i = 0; i < 5; i++) {
            reads(server.createRun(), "clicks", "d1", "");
        }

        DrawnGraph graph = graph("kind=DATASET&name=clicks&id=d1&max_nodes=3");

        assertThat(graph.isTruncated()).isTrue();
        assertThat(graph.nodes()).hasSize(3).contains("train");
        assertThat(server.get("/api/3.0/cairn/lineage?kind=RUN&id=%s&max_nodes=1001".formatted(run))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotThereOrNotSaidWellIsRefused() throws IOException {
        for (String query : List.of(
                "kind=MODEL_VERSION&name=churn&id=2",
                "kind=MODEL_VERSION&name=churn&id=x",
                "kind=MODEL_VERSION&id=1",
                "kind=CATALOG_VERSION&name=churn&id=1",
                "kind=RUN&id=none",
                "kind=DATASET&name=clicks&id=d2",
                "kind=ENDPOINT&id=none")) {
            assertThat(server.get("/api/3.0/cairn/lineage?" + query).errorCode())
                    .as(query)
                    .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        }
        assertThat(server.get("/api/3.0/cairn/lineage?kind=NOTHING&id=1").status())
                .isEqualTo(400);
        assertThat(server.get("/api/3.0/cairn/lineage?kind=RUN").status()).isEqualTo(400);
        post(CATALOG + "registered-models/create", "{\"name\": \"%s\"}".formatted(GOVERNED));
        Request create = Request.json(
                "POST",
                CATALOG + "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"models:/%s\", \"model_id\": \"%s\"}"
                        .formatted(GOVERNED, model, model));
        for (String bad : List.of("%%%", "bm9wZQ==")) {
            assertThat(server.send(create.with("X-Databricks-Lineage-Identifier: " + bad))
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
        assertThat(server.get(CATALOG + "model-versions/get?name=%s&version=1".formatted(GOVERNED))
                        .status())
                .isEqualTo(404);
    }

    private void reads(String runId, String name, String digest, String context) throws IOException {
        String tags =
                context.isEmpty() ? "" : "{\"key\": \"mlflow.data.context\", \"value\": \"%s\"}".formatted(context);
        server.post("runs/log-inputs", """
                {"run_id": "%s", "datasets": [{"tags": [%s],
                 "dataset": {"name": "%s", "digest": "%s", "source_type": "http", "source": "{}"}}]}""".formatted(runId, tags, name, digest));
    }

    private void version(String name, String source, String modelId) throws IOException {
        String origin = modelId.isEmpty() ? "" : ", \"model_id\": \"%s\", \"run_id\": \"%s\"".formatted(modelId, run);
        post(
                "/api/2.0/mlflow/model-versions/create",
                "{\"name\": \"%s\", \"source\": \"%s\"%s}".formatted(name, source, origin));
    }

    private void delete(String name, String version) throws IOException {
        server.send(Request.json(
                "DELETE",
                "/api/2.0/mlflow/model-versions/delete",
                "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version)));
    }

    private void emit(String info) throws IOException {
        post(
                CATALOG + "model-versions/emit-lineage",
                "{\"name\": \"%s\", \"version\": \"1\", \"model_version_lineage_info\": %s}".formatted(GOVERNED, info));
    }

    private static String header(String json) {
        return "X-Databricks-Lineage-Identifier: " + Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    }

    private void post(String path, String body) throws IOException {
        Reply reply = server.send(Request.json("POST", path, body));
        assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
    }

    private DrawnGraph graph(String query) throws IOException {
        return DrawnGraph.of(server.get("/api/3.0/cairn/lineage?" + query));
    }
}
