package dev.cairn.serving;

import static dev.cairn.serving.ServedModels.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Endpoints that serve models of the catalogue, and what lineage and events tell of endpoints.
@OnEachDatabase
class CatalogueEndpointsHttpTest {
    private static final double[] SETOSA = {5.1, 3.5, 1.4, 0.2};
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String MODEL = "main.default.iris";
    private static final String LINEAGE = "/api/3.0/cairn/lineage";

    private final RunningServer server;
    private ServedModels models;
    private ServedModels bob;

    CatalogueEndpointsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
        models = new ServedModels(server);
        bob = models;
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
        models = new ServedModels(server, Request.basic("root", PASSWORD));
        models.json(
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"bob\", \"password\": \"%s\"}".formatted(PASSWORD));
        bob = new ServedModels(server, Request.basic("bob", PASSWORD));
        models.register("iris", "classifier");
        models.promote("iris", MODEL);
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private void alias(String version) throws IOException {
        Reply set = models.json(
                "POST",
                ServedModels.CATALOGUE + "registered-models/alias",
                "{\"name\": \"%s\", \"alias\": \"champion\", \"version\": \"%s\"}".formatted(MODEL, version));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private void grant(String privileges) throws IOException {
        models.json(
                "PATCH",
                "/api/2.1/unity-catalog/permissions/catalog/main",
                "{\"changes\": [{\"principal\": \"bob\", \"add\": [\"%s\"]}]}"
                        .formatted(privileges.replace(", ", "\", \"")));
    }

    private void awaitServed(String version) throws IOException {
        while (!models.get("flowers")
                .json()
                .at("/config/served_entities/0/served_version")
                .asString("")
                .equals(version)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void aModelOfTheCatalogueIsServedAndItsAliasFollowed() throws IOException {
        alias("1");
        models.create("flowers", config(MODEL, "@champion"));
        Reply ready = models.settled("flowers");
        assertThat(ready.json().at("/state/ready").asString()).as(ready.text()).isEqualTo("READY");
        assertThat(ready.json().at("/config/served_entities/0/name").asString())
                .isEqualTo("main-default-iris-champion");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
        models.promote("iris", MODEL);
        alias("2");
        awaitServed("2");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void whoMakesOneMayUseTheModel() throws IOException {
        assertThat(bob.create("flowers", config(MODEL, "1")).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        grant("USE_CATALOG, USE_SCHEMA, BROWSE");
        Reply refused = bob.create("flowers", config(MODEL, "1"));
        assertThat(refused.errorCode()).isEqualTo("PERMISSION_DENIED");
        assertThat(refused.message()).contains("EXECUTE");
        grant("EXECUTE");
        assertThat(bob.create("flowers", config(MODEL, "1")).status()).isEqualTo(200);
        assertThat(models.settled("flowers").json().at("/state/ready").asString())
                .isEqualTo("READY");
    }

    @Test
    void aNewVersionIsNotServedOnceWhoMadeTheEndpointMayNotUseTheModel() throws IOException {
        grant("USE_CATALOG, USE_SCHEMA, EXECUTE");
        alias("1");
        bob.create("flowers", config(MODEL, "@champion"));
        models.settled("flowers");
        models.json(
                "PATCH",
                "/api/2.1/unity-catalog/permissions/catalog/main",
                "{\"changes\": [{\"principal\": \"bob\", \"remove\": [\"EXECUTE\"]}]}");
        models.promote("iris", MODEL);
        alias("2");
        Reply now = models.get("flowers");
        while (!now.text().contains("may not read the model main.default.iris")) {
            LockSupport.parkNanos(20_000_000);
            now = models.get("flowers");
        }
        assertThat(now.json().at("/config/served_entities/0/served_version").asString())
                .isEqualTo("1");
        assertThat(models.ask("flowers", SETOSA).status()).isEqualTo(200);
    }

    @Test
    void whatTheCatalogueDoesNotHaveIsRefused() throws IOException {
        assertThat(models.create("flowers", config("main.default.none", "1")).errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(models.create("flowers", config(MODEL, "9")).errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(models.create("flowers", config(MODEL, "@none")).message()).contains("alias none not found");
        assertThat(models.create("flowers", config("main..iris", "1")).errorCode())
                .isEqualTo("INVALID_PARAMETER_VALUE");
    }

    @Test
    void lineageNamesTheEndpointsThatServeAVersion() throws IOException {
        models.create("flowers", config(MODEL, "1"));
        models.settled("flowers");
        String path = LINEAGE + "?kind=CATALOG_VERSION&id=1&direction=DOWNSTREAM&name=" + MODEL;
        Reply graph = models.json("GET", path, "");
        while (!graph.text().contains("SERVED")) {
            LockSupport.parkNanos(20_000_000);
            graph = models.json("GET", path, "");
        }
        assertThat(graph.json().at("/nodes/1/kind").asString()).isEqualTo("ENDPOINT");
        assertThat(graph.json().at("/nodes/1/name").asString()).isEqualTo("flowers");
        Reply up = models.json("GET", LINEAGE + "?kind=ENDPOINT&id=flowers&direction=UPSTREAM", "");
        assertThat(up.text()).contains(MODEL, "CATALOG_VERSION", "MODEL_VERSION");
        assertThat(models.json("GET", LINEAGE + "?kind=ENDPOINT&id=none", "").status())
                .isEqualTo(404);

        models.json("DELETE", ServedModels.ENDPOINTS + "/flowers", "");
        assertThat(models.json("GET", path, "").text()).doesNotContain("flowers");
    }

    @Test
    void anEndpointOfAnotherWorkspaceHasNoNameInLineage() throws IOException {
        grant("USE_CATALOG, USE_SCHEMA, EXECUTE");
        models.json("POST", "/api/3.0/mlflow/workspaces", "{\"name\": \"other\"}");
        ServedModels elsewhere = new ServedModels(server, Request.basic("root", PASSWORD), "X-MLFLOW-WORKSPACE: other");
        elsewhere.create("secret", config(MODEL, "1"));
        elsewhere.settled("secret");
        String path = LINEAGE + "?kind=CATALOG_VERSION&id=1&direction=DOWNSTREAM&name=" + MODEL;
        Reply graph = bob.json("GET", path, "");
        while (!graph.text().contains("ENDPOINT")) {
            LockSupport.parkNanos(20_000_000);
            graph = bob.json("GET", path, "");
        }
        assertThat(graph.text()).contains("\"is_hidden\":true").doesNotContain("secret");
    }

    @Test
    void eventsTellWhatWasDoneAndByWhom() throws IOException {
        alias("1");
        models.create("flowers", config(MODEL, "@champion"));
        models.settled("flowers");
        models.promote("iris", MODEL);
        alias("2");
        awaitServed("2");
        models.json(
                "PATCH",
                ServedModels.ENDPOINTS + "/flowers/tags",
                "{\"add_tags\": [{\"key\": \"team\", \"value\": \"blue\"}]}");
        String path = "/api/3.0/cairn/serving-endpoints/flowers/events";
        Reply events = models.json("GET", path, "");
        while (!events.text().contains("\"became\":\"2\"")) {
            LockSupport.parkNanos(20_000_000);
            events = models.json("GET", path, "");
        }
        assertThat(events.text()).contains("\"kind\":\"VERSION_SERVED\"", "\"was\":\"1\"", "\"became\":\"blue\"");
        int last = events.json().at("/events").size() - 1;
        assertThat(events.json().at("/events/%d/kind".formatted(last)).asString())
                .isEqualTo("CREATED");
        assertThat(events.json().at("/events/%d/user".formatted(last)).asString())
                .isEqualTo("root");
        assertThat(events.json().at("/events/%d/kind".formatted(last - 1)).asString())
                .isEqualTo("CONFIG_SERVED");
        Reply page = models.json("GET", path + "?max_results=1", "");
        assertThat(page.json().at("/events")).hasSize(1);
        assertThat(page.field("next_page_token")).isNotEmpty();
    }
}
