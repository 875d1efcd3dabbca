package dev.cairn.registry;

import static dev.cairn.RunningServer.API;
import static dev.cairn.RunningServer.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names of models that look like others, or like none: each is kept as it came, or refused.
@OnEachDatabase
class UnicodeNamesHttpTest {
    /// As they stand in JSON: composed and decomposed, two letters K, ligature and letters, directions, characters
    /// without width, of another plane, and what is encoded elsewhere.
    private static final List<String> KEPT = List.of(
            "caf\\u00e9",
            "cafe\\u0301",
            "K",
            "\\u212a",
            "\\ufb01x",
            "fix",
            "Fix",
            "a\\u202eb",
            "\\u200bz",
            "z",
            " z",
            "z ",
            "\\ud83d\\ude00",
            "\\u65e5\\u672c",
            "a\\\\b",
            "a%2fb",
            "a%00b",
            "'; DROP TABLE registered_models; --");

    private static final List<String> REFUSED = List.of(
            "",
            " ",
            "\\u2003",
            ".",
            "..",
            "...",
            "a/b",
            "a:b",
            "a\\u0000b",
            "a\\nb",
            "a\\u0085b",
            "\\ud800",
            "a\\udc00b");

    private final RunningServer server;

    UnicodeNamesHttpTest(TestDatabase kind) {
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
    void eachIsAModelOfItsOwn() throws IOException {
        for (String name : KEPT) {
            Reply made = create(name);
            String kept = made.json().at("/registered_model/name").asString();
            Reply found = server.get(API + "registered-models/get?name=" + encoded(kept));
            assertThat(found.json().at("/registered_model/name").asString())
                    .as(made.text())
                    .isEqualTo(kept)
                    .isEqualTo(text(name));
            assertThat(create(name).field("error_code")).as(name).isEqualTo("RESOURCE_ALREADY_EXISTS");
        }
        assertThat(server.get(API + "registered-models/search?max_results=100")
                        .json()
                        .path("registered_models"))
                .hasSize(KEPT.size());
    }

    @Test
    void orIsRefused() throws IOException {
        for (String name : REFUSED) {
            assertThat(create(name).field("error_code")).as(name).isEqualTo("INVALID_PARAMETER_VALUE");
        }
        assertThat(server.get(API + "registered-models/search").text()).isEqualTo("{}");
    }

    private Reply create(String name) throws IOException {
        return server.post("registered-models/create", "{\"name\": \"%s\"}".formatted(name));
    }

    private static String text(String json) {
        return Json.readTree("\"%s\"".formatted(json).getBytes(UTF_8)).asString();
    }
}
