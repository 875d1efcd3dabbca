package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
import static dev.cairn.catalog.CatalogPeople.NATIVE;
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

/// Versions that are copied to the catalogue: Ann, who may, Bob, who reads, and root, who administers the server.
@OnEachDatabase
class PromotionHttpTest {
    private static final String API = "/api/2.0/mlflow/";
    private static final String PROMOTE = "/api/3.0/cairn/registry/promote";

    private final RunningServer server;
    private CatalogPeople people;
    private String run = "";

    PromotionHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        people = new CatalogPeople(server, "ann", "bob");
        people.grant("root", "catalog", "main", "bob", "USE_CATALOG, USE_SCHEMA, EXECUTE");
        run = people.json("root", "POST", API + "runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
        upload("MLmodel", "flavors: {}");
        upload("data/weights.bin", "w".repeat(100_000));
        people.json("root", "POST", API + "registered-models/create", "{\"name\": \"churn\"}");
        people.json(
                "root",
                "POST",
                API + "model-versions/create",
                "{\"name\": \"churn\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\", \"description\": \"good\", \"tags\": [{\"key\": \"checked\", \"value\": \"yes\"}]}"
                        .formatted(run));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aVersionOfAWorkspaceGoesToTheCatalogueWithItsFilesAndItsRun() throws IOException {
        Reply begun = promote("root", "churn", "main.default.churn", "");
        assertThat(begun.json().at("/model_version/version").asString()).isEqualTo("1");
        awaitStatus("main.default.churn", "1", "READY");
        Reply copy = version("root", "main.default.churn", "1");
        assertThat(copy.json().at("/model_version/run_id").asString()).isEqualTo(run);
        assertThat(copy.json().at("/model_version/source").asString()).isEqualTo("models:/churn/1");
        assertThat(copy.text()).contains("cairn.promotedFrom").doesNotContain("checked", "good");
        assertThat(file("root", "main/default/churn/1/data/weights.bin").text()).isEqualTo("w".repeat(100_000));
        assertThat(file("root", "main/default/churn/1/MLmodel").text()).isEqualTo("flavors: {}");
    }

    @Test
    void tagsAndDescriptionGoWithItIfAsked() throws IOException {
        promote("root", "churn", "main.default.churn", ", \"with_tags\": true, \"with_description\": true");
        awaitStatus("main.default.churn", "1", "READY");
        assertThat(version("root", "main.default.churn", "1").text()).contains("checked", "good");
    }

    @Test
    void aVersionGoesFromSchemaToSchemaAndOutlivesTheFirst() throws IOException {
        people.json("root", "POST", NATIVE + "schemas", "{\"catalog_name\": \"main\", \"name\": \"prod\"}");
        promote("root", "churn", "main.default.churn", "");
        awaitStatus("main.default.churn", "1", "READY");
        promote("root", "main.default.churn", "main.prod.churn", ", \"from_catalogue\": true");
        awaitStatus("main.prod.churn", "1", "READY");
        people.json("root", "DELETE", MLFLOW + "registered-models/delete", "{\"name\": \"main.default.churn\"}");
        assertThat(file("root", "main/prod/churn/1/MLmodel").text()).isEqualTo("flavors: {}");
        assertThat(version("root", "main.prod.churn", "1")
                        .json()
                        .at("/model_version/run_id")
                        .asString())
                .isEqualTo(run);
    }

    @Test
    void aModelOfAWorkspaceWithDotsInItsNameIsNotTakenForOneOfTheCatalogue() throws IOException {
        people.json("root", "POST", API + "registered-models/create", "{\"name\": \"main.default.own\"}");
        people.json(
                "root",
                "POST",
                API + "model-versions/create",
                "{\"name\": \"main.default.own\", \"source\": \"runs:/%1$s/model\", \"run_id\": \"%1$s\"}"
                        .formatted(run));
        promote("root", "main.default.own", "main.default.churn", "");
        awaitStatus("main.default.churn", "1", "READY");
        assertThat(version("root", "main.default.churn", "1")
                        .json()
                        .at("/model_version/run_id")
                        .asString())
                .isEqualTo(run);
    }

    @Test
    void whoMayNotMakeVersionsThereIsRefused() throws IOException {
        assertThat(promote("bob", "churn", "main.default.churn", "").status()).isIn(403, 404);
        promote("root", "churn", "main.default.churn", "");
        awaitStatus("main.default.churn", "1", "READY");
        Reply other = promote("bob", "main.default.churn", "main.default.mine", ", \"from_catalogue\": true");
        assertThat(other.status()).isEqualTo(403);
        people.grant("root", "schema", "main.default", "bob", "CREATE_MODEL");
        promote("bob", "main.default.churn", "main.default.mine", ", \"from_catalogue\": true");
        awaitStatus("main.default.mine", "1", "READY");
    }

    @Test
    void whoDoesNotReadTheVersionIsToldThatThereIsNone() throws IOException {
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG, USE_SCHEMA, CREATE_MODEL");
        promote("root", "churn", "main.default.churn", "");
        awaitStatus("main.default.churn", "1", "READY");
        assertThat(promote("ann", "main.default.churn", "main.default.mine", ", \"from_catalogue\": true")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatHasNoFilesHereIsNotPromoted() throws IOException {
        people.json(
                "root",
                "POST",
                API + "model-versions/create",
                "{\"name\": \"churn\", \"source\": \"s3://bucket/elsewhere\"}");
        Reply refused = people.json(
                "root",
                "POST",
                PROMOTE,
                "{\"name\": \"churn\", \"version\": \"2\", \"to_name\": \"main.default.churn\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("kept outside this server");
        assertThat(version("root", "main.default.churn", "1").status()).isEqualTo(404);
    }

    private void upload(String path, String text) throws IOException {
        people.send(
                "root",
                Request.of("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/%s/artifacts/model/%s".formatted(run, path))
                        .body(text));
    }

    private Reply promote(String who, String name, String to, String more) throws IOException {
        return people.json(
                who,
                "POST",
                PROMOTE,
                "{\"name\": \"%s\", \"version\": \"1\", \"to_name\": \"%s\"%s}".formatted(name, to, more));
    }

    /// Waits until a version is no longer pending.
    private void awaitStatus(String name, String version, String status) throws IOException {
        String now;
        do {
            now = version("root", name, version)
                    .json()
                    .at("/model_version/status")
                    .asString();
        } while (now.equals("PENDING_REGISTRATION"));
        assertThat(now).isEqualTo(status);
    }

    private Reply version(String who, String name, String version) throws IOException {
        return people.get(who, MLFLOW + "model-versions/get?name=%s&version=%s".formatted(name, version));
    }

    private Reply file(String who, String path) throws IOException {
        return people.get(who, "/api/2.0/fs/files/Models/" + path);
    }
}
