package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
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

/// What people see of where a version of the catalogue comes from, which root made of a run of
/// theirs.
@OnEachDatabase
final class CatalogLineageHttpTest {
    private static final String MODEL = "main.default.churn";
    private static final String LINEAGE = "/api/3.0/cairn/lineage?";

    private final RunningServer server;
    private CatalogPeople people;
    private String run = "";

    CatalogLineageHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        people = new CatalogPeople(server, "ann");
        String experiment = root("experiments/create", "{\"name\": \"own\"}").field("experiment_id");
        run = root("runs/create", "{\"experiment_id\": \"%s\", \"run_name\": \"train\"}".formatted(experiment))
                .json()
                .at("/run/info/run_id")
                .asString();
        String model = root(
                        "logged-models",
                        "{\"experiment_id\": \"%s\", \"name\": \"forest\", \"source_run_id\": \"%s\"}"
                                .formatted(experiment, run))
                .json()
                .at("/model/info/model_id")
                .asString();
        people.json("root", "POST", MLFLOW + "registered-models/create", "{\"name\": \"%s\"}".formatted(MODEL));
        people.json(
                "root",
                "POST",
                MLFLOW + "model-versions/create",
                "{\"name\": \"%s\", \"source\": \"models:/%s\", \"model_id\": \"%s\"}".formatted(MODEL, model, model));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whatOneDoesNotSeeHasNoName() throws IOException {
        String ofVersion = LINEAGE + "kind=CATALOG_VERSION&name=%s&id=1".formatted(MODEL);
        String ofRun = LINEAGE + "kind=RUN&id=" + run;
        assertThat(people.get("ann", ofVersion).status()).isEqualTo(404);
        Reply seen = people.get("ann", ofRun);
        assertThat(seen.text()).contains("train", "forest", "\"kind\":\"CATALOG_VERSION\",\"is_hidden\":true");
        assertThat(seen.text()).doesNotContain("churn");

        people.grant("root", "function", MODEL, "ann", "BROWSE");
        assertThat(people.get("ann", ofRun).text()).contains(MODEL);
    }

    @Test
    void whatIsInAWorkspaceThatOneDoesNotUseHasNoName() throws IOException {
        people.json("root", "POST", "/api/3.0/mlflow/workspaces", "{\"name\": \"team\"}");
        String home = inTeam("experiments/create", "{\"name\": \"secret\"}").field("experiment_id");
        String secret = inTeam("runs/create", "{\"experiment_id\": \"%s\", \"run_name\": \"hush\"}".formatted(home))
                .json()
                .at("/run/info/run_id")
                .asString();
        inTeam(
                "unity-catalog/model-versions/create",
                "{\"name\": \"%s\", \"source\": \"s3://bucket/x\", \"run_id\": \"%s\"}".formatted(MODEL, secret));
        String ofVersion = LINEAGE + "kind=CATALOG_VERSION&name=%s&id=2".formatted(MODEL);
        people.grant("root", "function", MODEL, "ann", "BROWSE");

        assertThat(people.get("ann", ofVersion).text())
                .contains(MODEL, "\"kind\":\"RUN\",\"is_hidden\":true")
                .doesNotContain("hush", secret, "team");
        assertThat(people.get("root", ofVersion).text()).contains("hush", "\"workspace\":\"team\"");
        assertThat(people.get("root", LINEAGE + "kind=RUN&id=" + secret).status())
                .isEqualTo(404);
    }

    @Test
    void onlyWhoLoadsAVersionTellsThatTheyDo() throws IOException {
        String told =
                "{\"name\": \"%s\", \"version\": \"1\", \"model_version_lineage_info\": {\"entities\": [{\"job\": {\"id\": \"7\"}}], \"direction\": \"%s\"}}";
        String path = MLFLOW + "model-versions/emit-lineage";
        assertThat(people.json("ann", "POST", path, told.formatted(MODEL, "DOWNSTREAM"))
                        .status())
                .isEqualTo(404);
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG, USE_SCHEMA");
        people.grant("root", "function", MODEL, "ann", "BROWSE");

        assertThat(people.json("ann", "POST", path, told.formatted(MODEL, "DOWNSTREAM"))
                        .status())
                .isEqualTo(403);
        people.grant("root", "function", MODEL, "ann", "EXECUTE");
        assertThat(people.json("ann", "POST", path, told.formatted(MODEL, "DOWNSTREAM"))
                        .status())
                .isEqualTo(200);
        assertThat(people.json("ann", "POST", path, told.formatted(MODEL, "UPSTREAM"))
                        .status())
                .isEqualTo(403);
    }

    private Reply inTeam(String endpoint, String body) throws IOException {
        return people.send(
                "root",
                Request.json("POST", "/api/2.0/mlflow/" + endpoint, body).with("X-MLFLOW-WORKSPACE: team"));
    }

    private Reply root(String endpoint, String body) throws IOException {
        return people.json("root", "POST", "/api/2.0/mlflow/" + endpoint, body);
    }
}
