package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
import static dev.cairn.catalog.CatalogPeople.NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Prompts of the catalogue: Ann and Bob, and root, who administers the server.
@OnEachDatabase
class CatalogPromptsHttpTest {
    private static final String NAME = "main.default.greeting";
    private static final String PROMPT = MLFLOW + "prompts/" + NAME;

    private final RunningServer server;
    private CatalogPeople people;

    CatalogPromptsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        people = new CatalogPeople(server, "ann", "bob");
        people.grant("root", "schema", "main.default", "ann", "USE_SCHEMA, CREATE_MODEL");
        people.grant("root", "catalog", "main", "ann", "USE_CATALOG");
        people.grant("root", "catalog", "main", "bob", "USE_CATALOG, USE_SCHEMA");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void aTemplateIsReadAsItWasWritten() throws IOException {
        assertThat(create("ann", NAME).field("name")).isEqualTo(NAME);
        Reply text = addVersion("ann", "\"Hello, {{name}}!\"");
        assertThat(text.field("version")).isEqualTo("1");
        assertThat(text.field("template")).isEqualTo("\"Hello, {{name}}!\"");
        String chat = "[{\"role\": \"user\", \"content\": \"{{question}}\"}]";
        assertThat(addVersion("ann", chat).field("version")).isEqualTo("2");
        assertThat(people.get("ann", PROMPT + "/versions/2").field("template")).isEqualTo(chat);
        assertThat(people.json("ann", "POST", PROMPT + "/versions/search", "{}")
                        .json()
                        .path("prompt_versions"))
                .hasSize(2);
    }

    @Test
    void whatIsNoTemplateIsRefused() throws IOException {
        create("ann", NAME);
        for (String template : new String[] {"Hello", "7", "{}", "null"}) {
            assertThat(addVersion("ann", template).text()).contains("`template` is JSON");
        }
    }

    @Test
    void aSecondOneOfTheNameIsToldByTheCodeThatClientsGoOnAt() throws IOException {
        create("ann", NAME);
        assertThat(create("ann", NAME).field("error_code")).isEqualTo("ALREADY_EXISTS");
        people.grant("root", "function", NAME, "bob", "CREATE_MODEL_VERSION");
        assertThat(create("bob", NAME).field("error_code")).isEqualTo("ALREADY_EXISTS");
        assertThat(addVersion("bob", "\"Hi\"").field("version")).isEqualTo("1");
    }

    @Test
    void whoHasNoGrantSeesNothing() throws IOException {
        create("ann", NAME);
        addVersion("ann", "\"Hello\"");
        assertThat(people.get("bob", PROMPT).status()).isEqualTo(404);
        assertThat(people.get("bob", PROMPT + "/versions/1").status()).isEqualTo(404);
        assertThat(search("bob", "main", "default").text()).doesNotContain("greeting");
        assertThat(create("bob", "main.default.mine").status()).isEqualTo(403);
        people.grant("root", "function", NAME, "bob", "EXECUTE");
        assertThat(people.get("bob", PROMPT + "/versions/1").field("template")).isEqualTo("\"Hello\"");
        assertThat(search("bob", "main", "default").text()).contains("greeting");
        assertThat(addVersion("bob", "\"Hi\"").status()).isEqualTo(403);
        assertThat(people.json("bob", "POST", PROMPT + "/tags", "{\"key\": \"k\", \"value\": \"v\"}")
                        .status())
                .isEqualTo(403);
        assertThat(people.json("bob", "DELETE", PROMPT, "{}").status()).isEqualTo(403);
    }

    @Test
    void anAliasLeadsToAVersion() throws IOException {
        create("ann", NAME);
        addVersion("ann", "\"one\"");
        addVersion("ann", "\"two\"");
        assertThat(people.json("ann", "POST", PROMPT + "/aliases/production", "{\"version\": \"1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(people.get("ann", PROMPT + "/versions/by-alias/production").field("template"))
                .isEqualTo("\"one\"");
        assertThat(people.get("ann", PROMPT + "/versions/by-alias/latest").field("template"))
                .isEqualTo("\"two\"");
        people.json("ann", "DELETE", PROMPT + "/aliases/production", "{}");
        assertThat(people.get("ann", PROMPT + "/versions/by-alias/production").status())
                .isEqualTo(400);
    }

    @Test
    void tagsAndDescriptionsAreChangedAndTheOwnOnesHidden() throws IOException {
        create("ann", NAME);
        addVersion("ann", "\"one\"");
        people.json("ann", "POST", PROMPT + "/tags", "{\"key\": \"team\", \"value\": \"support\"}");
        people.json("ann", "POST", PROMPT + "/versions/1/tags", "{\"key\": \"checked\", \"value\": \"yes\"}");
        people.json("ann", "PATCH", PROMPT, "{\"prompt\": {\"description\": \"greets\"}}");
        people.json("ann", "PATCH", PROMPT + "/versions/1", "{\"prompt_version\": {\"description\": \"first\"}}");
        assertThat(people.get("ann", PROMPT).text())
                .contains("support", "greets")
                .doesNotContain("mlflow.prompt");
        assertThat(people.get("ann", PROMPT + "/versions/1").text())
                .contains("checked", "first")
                .doesNotContain("mlflow.prompt");
        people.json("ann", "DELETE", PROMPT + "/tags/team", "{}");
        people.json("ann", "DELETE", PROMPT + "/versions/1/tags/checked", "{}");
        assertThat(people.get("ann", PROMPT).text()).doesNotContain("support");
        assertThat(people.get("ann", PROMPT + "/versions/1").text()).doesNotContain("checked");
    }

    @Test
    void promptsAndModelsAreToldApart() throws IOException {
        create("ann", NAME);
        people.json(
                "ann",
                "POST",
                NATIVE + "models",
                "{\"catalog_name\": \"main\", \"schema_name\": \"default\", \"name\": \"churn\"}");
        assertThat(people.get("ann", NATIVE + "models/" + NAME).status()).isEqualTo(404);
        assertThat(people.get("ann", NATIVE + "models").text())
                .contains("churn")
                .doesNotContain("greeting");
        assertThat(people.get("ann", MLFLOW + "prompts/main.default.churn").status())
                .isEqualTo(404);
        assertThat(search("ann", "main", "default").text()).contains("greeting").doesNotContain("churn");
        assertThat(people.json(
                                "ann",
                                "POST",
                                MLFLOW + "model-versions/create",
                                "{\"name\": \"%s\", \"source\": \"s3://bucket/path\"}".formatted(NAME))
                        .status())
                .isEqualTo(404);
        assertThat(create("ann", "main.default.churn").status()).isEqualTo(404);
    }

    @Test
    void promptsAreSearchedInOneSchema() throws IOException {
        people.json("root", "POST", NATIVE + "schemas", "{\"catalog_name\": \"main\", \"name\": \"defaults\"}");
        create("root", NAME);
        create("root", "main.default.farewell");
        create("root", "main.defaults.other");
        assertThat(search("root", "main", "default").json().path("prompts")).hasSize(2);
        Reply one = people.json(
                "root",
                "POST",
                MLFLOW + "prompts/search",
                "{\"catalog_schema\": {\"catalog_name\": \"main\", \"schema_name\": \"default\"}, \"filter\": \"name LIKE '%well'\"}");
        assertThat(one.json().path("prompts")).hasSize(1);
        assertThat(one.text()).contains("farewell");
        assertThat(search("root", "main", "none").status()).isEqualTo(404);
    }

    @Test
    void aVersionAndAPromptAreDeleted() throws IOException {
        create("ann", NAME);
        addVersion("ann", "\"one\"");
        people.json("ann", "DELETE", PROMPT + "/versions/1", "{}");
        assertThat(people.get("ann", PROMPT + "/versions/1").field("error_code"))
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        people.json("ann", "DELETE", PROMPT, "{}");
        assertThat(people.get("ann", PROMPT).field("error_code")).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(create("ann", NAME).status()).isEqualTo(200);
    }

    private Reply create(String who, String name) throws IOException {
        return people.json(who, "POST", MLFLOW + "prompts", "{\"name\": \"%s\", \"prompt\": {}}".formatted(name));
    }

    private Reply addVersion(String who, String template) throws IOException {
        String quoted = template.replace("\\", "\\\\").replace("\"", "\\\"");
        return people.json(
                who, "POST", PROMPT + "/versions", "{\"prompt_version\": {\"template\": \"%s\"}}".formatted(quoted));
    }

    private Reply search(String who, String catalog, String schema) throws IOException {
        return people.json(
                who,
                "POST",
                MLFLOW + "prompts/search",
                "{\"catalog_schema\": {\"catalog_name\": \"%s\", \"schema_name\": \"%s\"}}".formatted(catalog, schema));
    }
}
