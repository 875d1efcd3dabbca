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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may do what in the catalogue: Ann and Bob, and root, who administers the server.
@OnEachDatabase
class CatalogGrantsHttpTest {
    private static final String MODEL = "main.default.churn";

    private final RunningServer server;
    private CatalogPeople people;

    CatalogGrantsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        people = new CatalogPeople(server, "ann", "bob");
        create("root", "churn");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void whoHasNoGrantSeesNothing() throws IOException {
        assertThat(people.get("ann", NATIVE + "catalogs").text()).doesNotContain("main");
        assertThat(people.get("ann", NATIVE + "models").text()).doesNotContain("churn");
        assertThat(people.get("ann", MLFLOW + "registered-models/search").text())
                .doesNotContain("churn");
        assertThat(people.get("ann", MLFLOW + "model-versions/search").text()).doesNotContain("churn");
        assertThat(people.get("ann", NATIVE + "catalogs/main").text())
                .isEqualTo(people.get("ann", NATIVE + "catalogs/none").text().replace("none", "main"));
        assertThat(people.get("ann", NATIVE + "models/" + MODEL).text())
                .isEqualTo(people.get("ann", NATIVE + "models/main.default.nope")
                        .text()
                        .replace("nope", "churn"));
        assertThat(people.get("ann", NATIVE + "schemas?catalog_name=main").status())
                .isEqualTo(404);
        assertThat(people.get("ann", NATIVE + "permissions/catalog/main").status())
                .isEqualTo(404);
        assertThat(create("ann", "mine").status()).isEqualTo(404);
        assertThat(people.json("ann", "POST", NATIVE + "catalogs", "{\"name\": \"anns\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aGrantHoldsForAllThatLiesInIt() throws IOException {
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG, USE_SCHEMA, EXECUTE");

        assertThat(people.get("ann", NATIVE + "models/" + MODEL).status()).isEqualTo(200);
        assertThat(people.get("ann", NATIVE + "models").text()).contains("churn");
        assertThat(people.get("ann", MLFLOW + "registered-models/search").text())
                .contains("churn");
        assertThat(people.json("ann", "PATCH", NATIVE + "models/" + MODEL, "{\"comment\": \"c\"}")
                        .status())
                .isEqualTo(403);
        assertThat(create("ann", "mine").status()).isEqualTo(403);
        assertThat(people.get("ann", NATIVE + "effective-permissions/function/" + MODEL + "?principal=ann")
                        .json()
                        .at("/privilege_assignments/0/privileges/0")
                        .toString())
                .isEqualTo(
                        "{\"privilege\":\"EXECUTE\",\"inherited_from_type\":\"CATALOG\",\"inherited_from_name\":\"main\"}");
        people.revoke("root", "catalog", "main", "ann", "USE_SCHEMA");
        assertThat(people.get("ann", NATIVE + "models/" + MODEL).status()).isEqualTo(404);
        assertThat(people.get("ann", NATIVE + "models").text()).doesNotContain("churn");
    }

    @Test
    void aGroupsGrantCountsHoweverDeepItIs() throws IOException {
        String inner = people.group("inner", people.id("ann"));
        people.group("outer", inner);
        people.grant("root", "CATALOG", "main", "outer", "USE CATALOG, USE SCHEMA");
        people.grant("root", "registered_model", MODEL, "outer", "EXECUTE");

        assertThat(people.get("ann", NATIVE + "models/" + MODEL).status()).isEqualTo(200);
        assertThat(people.get("bob", NATIVE + "models/" + MODEL).status()).isEqualTo(404);
        assertThat(people.get("ann", NATIVE + "permissions/model/" + MODEL).text())
                .contains("outer", "EXECUTE");
    }

    @Test
    void whoMakesAModelOwnsItAndLetsOthersIn() throws IOException {
        people.grant("root", "schema", "main.default", "ann", "USE_SCHEMA, CREATE_MODEL");
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG");
        people.grant("root", "catalog", "main", "bob", "USE_CATALOG, USE_SCHEMA");

        assertThat(create("ann", "mine").json().path("owner").asString()).isEqualTo("ann");
        assertThat(people.get("ann", NATIVE + "models").text()).contains("mine").doesNotContain("churn");
        assertThat(people.get("bob", NATIVE + "models/main.default.mine").status())
                .isEqualTo(404);
        people.grant("ann", "function", "main.default.mine", "bob", "EXECUTE");
        assertThat(people.get("bob", NATIVE + "models/main.default.mine").status())
                .isEqualTo(200);
        assertThat(people.grant("bob", "function", "main.default.mine", "bob", "MANAGE")
                        .status())
                .isEqualTo(403);
        assertThat(people.send("bob", Request.of("DELETE", NATIVE + "models/main.default.mine"))
                        .status())
                .isEqualTo(403);
        people.json("ann", "PATCH", NATIVE + "models/main.default.mine", "{\"owner\": \"bob\"}");
        assertThat(people.send("ann", Request.of("DELETE", NATIVE + "models/main.default.mine"))
                        .status())
                .isEqualTo(404);
        assertThat(people.send("bob", Request.of("DELETE", NATIVE + "models/main.default.mine"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void everyPrivilegeDoesWhatItSays() throws IOException {
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG, USE_SCHEMA, BROWSE");
        String tag = "{\"name\": \"%s\", \"key\": \"k\", \"value\": \"v\"}".formatted(MODEL);
        String version =
                "{\"name\": \"%s\", \"source\": \"models:/m-none\", \"model_id\": \"m-none\"}".formatted(MODEL);

        assertThat(people.json("ann", "POST", MLFLOW + "registered-models/set-tag", tag)
                        .status())
                .isEqualTo(403);
        people.grant("root", "function", MODEL, "ann", "APPLY_TAG");
        assertThat(people.json("ann", "POST", MLFLOW + "registered-models/set-tag", tag)
                        .status())
                .isEqualTo(200);
        assertThat(people.json("ann", "POST", MLFLOW + "model-versions/create", version)
                        .status())
                .isEqualTo(403);
        people.grant("root", "function", MODEL, "ann", "CREATE MODEL VERSION");
        assertThat(people.json("ann", "POST", MLFLOW + "model-versions/create", version)
                        .field("error_code"))
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(people.json("ann", "POST", NATIVE + "schemas", "{\"name\": \"s\", \"catalog_name\": \"main\"}")
                        .status())
                .isEqualTo(403);
        people.grant("root", "metastore", metastore(), "ann", "CREATE_SCHEMA, CREATE_CATALOG");
        assertThat(people.json("ann", "POST", NATIVE + "schemas", "{\"name\": \"s\", \"catalog_name\": \"main\"}")
                        .status())
                .isEqualTo(200);
        assertThat(people.json("ann", "POST", NATIVE + "catalogs", "{\"name\": \"anns\"}")
                        .status())
                .isEqualTo(200);
        assertThat(people.get("bob", NATIVE + "catalogs/anns").status()).isEqualTo(404);
    }

    @Test
    void grantsComeInPagesToWhoAsksForThem() throws IOException {
        for (String who : List.of("ann", "bob", "root")) {
            people.grant("root", "catalog", "main", who, "USE_CATALOG, BROWSE");
        }
        for (String path : List.of(
                "permissions/catalog/main",
                "effective-permissions/schema/main.default",
                "privilege-assignments/catalog/main",
                "effective-privilege-assignments/function/" + MODEL)) {
            List<String> all = new ArrayList<>();
            String token = "";
            do {
                Reply page =
                        people.get("root", NATIVE + path + "?max_results=2&page_token=" + RunningServer.encoded(token));
                page.json()
                        .path("privilege_assignments")
                        .forEach(one -> all.add(one.path("principal").asString()));
                token = page.field("next_page_token");
            } while (!token.isEmpty());
            assertThat(all).as(path).containsExactly("ann", "bob", "root");
            assertThat(people.get("root", NATIVE + path).json().path("privilege_assignments"))
                    .as(path)
                    .hasSize(3);
            assertThat(people.get("root", NATIVE + path + "?max_results=-1").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aGrantNamesSomebodyAndWhatThereIs() throws IOException {
        assertThat(people.grant("root", "catalog", "main", "nobody", "USE_CATALOG")
                        .status())
                .isEqualTo(404);
        assertThat(people.grant("root", "function", MODEL, "ann", "USE_CATALOG").field("error_code"))
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(people.grant("root", "catalog", "main", "ann", "OWNER").status())
                .isEqualTo(400);
        assertThat(people.grant("root", "table", "main", "ann", "SELECT").status())
                .isEqualTo(400);
    }

    @Test
    void whoGoesTakesTheirGrantsAlong() throws IOException {
        people.grant("root", "catalog", "main", "ann", "ALL_PRIVILEGES");
        assertThat(people.get("ann", NATIVE + "models/" + MODEL).status()).isEqualTo(200);
        people.json("root", "DELETE", "/api/2.0/mlflow/users/delete", "{\"username\": \"ann\"}");
        people.json(
                "root",
                "POST",
                "/api/2.0/mlflow/users/create",
                "{\"username\": \"ann\", \"password\": \"correct horse battery\"}");

        assertThat(people.get("ann", NATIVE + "models/" + MODEL).status()).isEqualTo(404);
    }

    private String metastore() throws IOException {
        return people.get("root", NATIVE + "metastore_summary").field("metastore_id");
    }

    private Reply create(String who, String name) throws IOException {
        return people.json(
                who,
                "POST",
                NATIVE + "models",
                "{\"name\": \"%s\", \"catalog_name\": \"main\", \"schema_name\": \"default\"}".formatted(name));
    }
}
