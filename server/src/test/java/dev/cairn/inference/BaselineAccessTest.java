package dev.cairn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.serving.ServedModels;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose files somebody may hold an endpoint against: those that they may read.
@OnEachDatabase
class BaselineAccessTest {
    private static final String OWN = "/api/3.0/cairn/serving-endpoints/his/";
    private static final String GOVERNED = "main.default.iris";

    private final RunningServer server;
    private final String root = Request.basic("root", RunningServer.PASSWORD);
    private final String bob = Request.basic("bob", RunningServer.PASSWORD);
    private ServedModels models;
    private String run = "";

    BaselineAccessTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
        models = new ServedModels(server);
    }

    /// An endpoint of Bob's, and a run with a table.
    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        models = new ServedModels(server, root);
        models.json(
                "POST",
                RunningServer.API + "users/create",
                "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(RunningServer.PASSWORD));
        models.register("iris", "classifier");
        ServedModels bobs = new ServedModels(server, bob);
        bobs.create("his", "{\"served_entities\": [{\"entity_name\": \"iris\", \"entity_version\": \"1\"}]}");
        bobs.settled("his");
        assertThat(bobs.json("PUT", OWN + "inference-table", "{}").status()).isEqualTo(200);
        run = models.json("GET", RunningServer.API + "model-versions/get?name=iris&version=1", "")
                .json()
                .at("/model_version/run_id")
                .asString();
        stored("%s/0/%s/artifacts/model/train.csv".formatted(RunningServer.FILES, run));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private void stored(String path, String... headers) throws IOException {
        Request request = Request.of("PUT", path).with(root).body("a\n1\n");
        for (String header : headers) {
            request = request.with(header);
        }
        assertThat(server.send(request).status()).isEqualTo(200);
    }

    private Reply give(String who, String uri) throws IOException {
        return server.send(Request.json("PUT", OWN + "baseline", "{\"artifact\": \"%s\"}".formatted(uri))
                .with(who));
    }

    private void deny(String type, String id) throws IOException {
        String body =
                "{\"resource_type\": \"%s\", \"resource_id\": \"%s\", \"username\": \"bob\", \"permission\": \"DENY\"}"
                        .formatted(type, id);
        assertThat(models.json("POST", "/api/3.0/cairn/permissions/set", body).status())
                .isEqualTo(200);
    }

    @Test
    void whoReadsARunReadsItsFiles() throws IOException {
        String uri = "runs:/%s/model/train.csv".formatted(run);
        assertThat(give(bob, uri).status()).isEqualTo(200);
        deny("experiment", "0");
        assertThat(give(bob, uri).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(give(bob, "models:/iris/1/train.csv").status()).isEqualTo(200);
        assertThat(give(root, uri).status()).isEqualTo(200);
    }

    @Test
    void whoReadsAModelReadsTheFilesOfItsVersions() throws IOException {
        deny("registered_model", "iris");
        assertThat(give(bob, "models:/iris/1/train.csv").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(give(bob, "models:/iris@latest/train.csv").errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(give(bob, "runs:/%s/model/train.csv".formatted(run)).status())
                .isEqualTo(200);
    }

    @Test
    void aModelOfTheCatalogueIsForThoseWhoMayUseIt() throws IOException {
        models.promote("iris", GOVERNED);
        String uri = "models:/%s/1/train.csv".formatted(GOVERNED);
        assertThat(give(bob, uri).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        models.json(
                "PATCH",
                "/api/2.1/unity-catalog/permissions/catalog/main",
                "{\"changes\": [{\"principal\": \"bob\", \"add\": [\"USE_CATALOG\", \"USE_SCHEMA\", \"EXECUTE\"]}]}");
        assertThat(give(bob, uri).status()).isEqualTo(200);
    }

    @Test
    void anotherWorkspaceIsNotReadFromHere() throws IOException {
        models.json("POST", "/api/3.0/mlflow/workspaces", "{\"name\": \"other\"}");
        ServedModels elsewhere = new ServedModels(server, root, "X-MLFLOW-WORKSPACE: other");
        String experiment = elsewhere
                .json("POST", RunningServer.API + "experiments/create", "{\"name\": \"theirs\"}")
                .json()
                .path("experiment_id")
                .asString();
        String theirs = elsewhere
                .json("POST", RunningServer.API + "runs/create", "{\"experiment_id\": \"%s\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        stored(
                "%s/%s/%s/artifacts/train.csv".formatted(RunningServer.FILES, experiment, theirs),
                "X-MLFLOW-WORKSPACE: other");
        assertThat(give(root, "runs:/%s/train.csv".formatted(theirs)).errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whoDoesNotManageTheEndpointReadsNothingThroughIt() throws IOException {
        models.json(
                "POST",
                RunningServer.API + "users/create",
                "{\"username\": \"eve\", \"password\": \"%s\"}".formatted(RunningServer.PASSWORD));
        String eve = Request.basic("eve", RunningServer.PASSWORD);
        assertThat(give(eve, "runs:/%s/none.csv".formatted(run)).errorCode()).isEqualTo("PERMISSION_DENIED");
    }
}
