package dev.cairn.catalog;

import static dev.cairn.catalog.CatalogPeople.MLFLOW;
import static dev.cairn.catalog.CatalogPeople.NATIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tags of what is in the catalogue, as the platform's SDKs set them.
@OnEachDatabase
final class EntityTagsHttpTest {
    private static final String TAGS = NATIVE + "entity-tag-assignments";

    private final RunningServer server;
    private CatalogPeople people;

    EntityTagsHttpTest(TestDatabase kind) {
        server = new RunningServer(kind).withAccounts();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
        people = new CatalogPeople(server, "ann");
        people.json("root", "POST", MLFLOW + "registered-models/create", "{\"name\": \"main.default.churn\"}");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void everythingInTheCatalogueHasTags() throws IOException {
        String run = people.json("root", "POST", "/api/2.0/mlflow/runs/create", "{\"experiment_id\": \"0\"}")
                .json()
                .at("/run/info/run_id")
                .asString();
        people.json(
                "root",
                "POST",
                MLFLOW + "model-versions/create",
                "{\"name\": \"main.default.churn\", \"source\": \"s3://bucket/x\", \"run_id\": \"%s\"}".formatted(run));
        for (String on : List.of(
                "catalogs/main",
                "schemas/main.default",
                "functions/main.default.churn",
                "model_versions/main.default.churn.1")) {
            String type = on.substring(0, on.indexOf('/'));
            String name = on.substring(on.indexOf('/') + 1);
            assertThat(create("root", type, name, "team", "growth").field("tag_value"))
                    .as(on)
                    .isEqualTo("growth");
            assertThat(create("root", type, name, "team", "x").errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
            create("root", type, name, "a", "");
            String of = TAGS + "/" + on + "/tags";
            Reply first = people.get("root", of + "?max_results=1");
            assertThat(first.json().at("/tag_assignments/0/tag_key").asString()).isEqualTo("a");
            Reply second = people.get(
                    "root", of + "?max_results=1&page_token=" + RunningServer.encoded(first.field("next_page_token")));
            assertThat(second.json().at("/tag_assignments/0/tag_key").asString())
                    .isEqualTo("team");
            assertThat(second.field("next_page_token")).isEmpty();
            people.json("root", "PATCH", of + "/team?update_mask=tag_value", "{\"tag_value\": \"sales\"}");
            assertThat(people.get("root", of + "/team").field("tag_value")).isEqualTo("sales");
            assertThat(people.json("root", "DELETE", of + "/team", "").status()).isEqualTo(200);
            assertThat(people.get("root", of + "/team").status()).isEqualTo(404);
            assertThat(people.json("root", "DELETE", of + "/team", "").status()).isEqualTo(404);
        }
        assertThat(people.get("root", MLFLOW + "registered-models/get?name=main.default.churn")
                        .text())
                .contains("\"tags\":[{\"key\":\"a\",\"value\":\"\"}]");
        assertThat(people.get("root", TAGS + "/tables/main.default.t/tags").status())
                .isEqualTo(400);
    }

    @Test
    void whoMayTagsAndWhoSeesReads() throws IOException {
        create("root", "schemas", "main.default", "team", "growth");
        String of = TAGS + "/schemas/main.default/tags";
        assertThat(people.get("ann", of).status()).isEqualTo(404);

        people.grant("root", "catalog", "main", "ann", "USE_CATALOG, USE_SCHEMA");
        assertThat(people.get("ann", of).text()).contains("growth", "\"updated_by\":\"root\"");
        assertThat(create("ann", "schemas", "main.default", "mine", "x").status())
                .isEqualTo(403);
        people.grant("root", "catalog", "main", "ann", "APPLY_TAG");
        assertThat(create("ann", "schemas", "main.default", "mine", "x").status())
                .isEqualTo(200);
    }

    private Reply create(String who, String type, String name, String key, String value) throws IOException {
        return people.json(
                who,
                "POST",
                TAGS,
                "{\"entity_type\": \"%s\", \"entity_name\": \"%s\", \"tag_key\": \"%s\", \"tag_value\": \"%s\"}"
                        .formatted(type, name, key, value));
    }
}
