package dev.cairn.catalog;

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

/// Catalogs and schemas of a server without accounts, over HTTP.
@OnEachDatabase
class CatalogThingsHttpTest {
    private static final String API = "/api/2.1/unity-catalog/";

    private final RunningServer server;

    CatalogThingsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind);
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aSchemaIsThereFromTheBeginning() throws IOException {
        assertThat(names(get("catalogs"), "catalogs")).containsExactly("main");
        assertThat(names(get("schemas?catalog_name=main&max_results=0"), "schemas"))
                .containsExactly("main.default");
        assertThat(get("metastore_summary").field("metastore_id"))
                .isEqualTo(get("current-metastore-assignment").field("metastore_id"));
    }

    @Test
    void aNewCatalogHasASchemaTooWhichDoesNotKeepIt() throws IOException {
        post("catalogs", "{\"name\": \"sales\"}");
        assertThat(names(get("schemas?catalog_name=sales"), "schemas")).containsExactly("sales.default");
        assertThat(post("models", "{\"name\": \"churn\", \"catalog_name\": \"sales\", \"schema_name\": \"default\"}")
                        .status())
                .isEqualTo(200);
        assertThat(delete("catalogs/sales").field("error_code")).isEqualTo("INVALID_STATE");
        delete("models/sales.default.churn");

        assertThat(delete("catalogs/sales").status()).isEqualTo(200);
        assertThat(get("schemas/sales.default").status()).isEqualTo(404);
    }

    @Test
    void aCatalogIsMadeChangedAndRenamedWithWhatIsInIt() throws IOException {
        assertThat(post("catalogs", "{\"name\": \"sales\", \"comment\": \"c\", \"properties\": {\"a\": \"b\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(post("catalogs", "{\"name\": \"sales\"}").field("error_code"))
                .isEqualTo("RESOURCE_ALREADY_EXISTS");
        post("schemas", "{\"name\": \"eu\", \"catalog_name\": \"sales\"}");
        post("models", "{\"name\": \"churn\", \"catalog_name\": \"sales\", \"schema_name\": \"eu\"}");

        Reply renamed = send("PATCH", "catalogs/sales", "{\"new_name\": \"shop\", \"comment\": \"d\"}");

        assertThat(renamed.field("full_name")).isEqualTo("shop");
        assertThat(renamed.json().at("/properties/a").asString()).isEqualTo("b");
        assertThat(get("schemas/shop.eu").field("catalog_name")).isEqualTo("shop");
        assertThat(get("models/shop.eu.churn").field("full_name")).isEqualTo("shop.eu.churn");
        assertThat(get("models/sales.eu.churn").status()).isEqualTo(404);
        assertThat(send("PATCH", "catalogs/shop", "{\"new_name\": \"main\"}").field("error_code"))
                .isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void whatIsNotEmptyGoesByForceOnly() throws IOException {
        post("schemas", "{\"name\": \"eu\", \"catalog_name\": \"main\"}");
        post("models", "{\"name\": \"churn\", \"catalog_name\": \"main\", \"schema_name\": \"eu\"}");

        assertThat(delete("schemas/main.eu").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(delete("catalogs/main?force=false").field("error_code")).isEqualTo("INVALID_STATE");
        assertThat(delete("schemas/main.eu?force=true").status()).isEqualTo(200);
        assertThat(get("models/main.eu.churn").status()).isEqualTo(404);
        post("schemas", "{\"name\": \"eu\", \"catalog_name\": \"main\"}");
        assertThat(post("models", "{\"name\": \"churn\", \"catalog_name\": \"main\", \"schema_name\": \"eu\"}")
                        .status())
                .isEqualTo(200);
        assertThat(delete("catalogs/main?force=true").status()).isEqualTo(200);
        assertThat(get("catalogs").text()).doesNotContain("main");
    }

    @Test
    void namesAreIdentifiersAndKeptAsTheyAre() throws IOException {
        for (String bad : List.of("", "a.b", "a b", "a/b", "../x", "-a", "ﬁ", "a\\u0301", "a\\u202eb", "a\\u0000")) {
            assertThat(post("catalogs", "{\"name\": \"%s\"}".formatted(bad)).status())
                    .as(bad)
                    .isEqualTo(400);
        }
        for (String good : List.of("Main", "größe", "数据", "a-b_9")) {
            assertThat(post("catalogs", "{\"name\": \"%s\"}".formatted(good)).field("name"))
                    .isEqualTo(good);
        }
        assertThat(post("catalogs", "{\"name\": \"%s\"}".formatted("a".repeat(257)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsComeInPages() throws IOException {
        for (int i = 0; i < 5; i++) {
            post("schemas", "{\"name\": \"s%d\", \"catalog_name\": \"main\"}".formatted(i));
        }
        List<String> all = new ArrayList<>();
        String token = "";
        do {
            Reply page = get("schemas?catalog_name=main&max_results=2&page_token=" + RunningServer.encoded(token));
            all.addAll(names(page, "schemas"));
            token = page.json().path("next_page_token").asString("");
        } while (!token.isEmpty());

        assertThat(all).containsExactly("main.default", "main.s0", "main.s1", "main.s2", "main.s3", "main.s4");
    }

    @Test
    void listsAreNarrowedToNamesThatHoldAText() throws IOException {
        for (String name : List.of("Sales", "resale", "shop")) {
            post("catalogs", "{\"name\": \"%s\"}".formatted(name));
        }
        post("schemas", "{\"name\": \"main_eu\", \"catalog_name\": \"main\"}");
        post("models", "{\"name\": \"churn\", \"catalog_name\": \"main\", \"schema_name\": \"main_eu\"}");
        post("models", "{\"name\": \"churn\", \"catalog_name\": \"main\", \"schema_name\": \"default\"}");

        assertThat(names(get("catalogs?name_contains=SALE"), "catalogs")).containsExactly("Sales", "resale");
        assertThat(names(get("catalogs?name_contains="), "catalogs")).contains("main", "shop");
        assertThat(names(get("schemas?catalog_name=main&name_contains=main"), "schemas"))
                .containsExactly("main.main_eu");
        assertThat(names(get("schemas?catalog_name=main&name_contains=%25"), "schemas"))
                .isEmpty();
        assertThat(names(get("models?name_contains=eu.ch"), "registered_models"))
                .containsExactly("main.main_eu.churn");
        assertThat(names(get("models?name_contains=churn&max_results=1"), "registered_models"))
                .containsExactly("main.default.churn");
    }

    @Test
    void theWorkspaceOfItsModelsIsSeenNowhere() throws IOException {
        post("models", "{\"name\": \"churn\", \"catalog_name\": \"main\", \"schema_name\": \"default\"}");

        assertThat(server.get("/api/3.0/mlflow/workspaces").text()).doesNotContain(".catalogue");
        assertThat(server.get("/api/2.0/mlflow/registered-models/search").text())
                .doesNotContain("churn");
        Request hidden = Request.of("GET", "/api/2.0/mlflow/registered-models/search");
        assertThat(server.send(hidden.with("X-MLFLOW-WORKSPACE: .catalogue")).status())
                .isEqualTo(404);
        assertThat(server.get("/api/3.0/cairn/workspaces/.catalogue/storage").status())
                .isEqualTo(404);
        assertThat(server.get("/api/3.0/mlflow/workspaces/.catalogue").status()).isEqualTo(404);
        assertThat(server.get("/api/2.0/mlflow-artifacts/artifacts?path=workspaces/.catalogue")
                        .status())
                .isEqualTo(400);
        assertThat(server.get("/api/3.0/cairn/trash?max_results=10").text()).doesNotContain(".catalogue");
    }

    private static List<String> names(Reply reply, String list) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : reply.json().path(list)) {
            names.add(one.path("full_name").asString());
        }
        return names;
    }

    private Reply get(String path) throws IOException {
        return server.get(API + path);
    }

    private Reply post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    private Reply delete(String path) throws IOException {
        return server.send(Request.of("DELETE", API + path));
    }

    private Reply send(String method, String path, String body) throws IOException {
        return server.send(Request.json(method, API + path, body));
    }
}
