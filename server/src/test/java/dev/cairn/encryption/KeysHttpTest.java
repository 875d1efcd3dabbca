package dev.cairn.encryption;

import static dev.cairn.Request.basic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.Request;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What administrators see of keys, and that they rotate them, over HTTP; the server makes its key itself.
final class KeysHttpTest {
    private static final String PASSWORD = RunningServer.PASSWORD;
    private static final String KEYS = "/api/3.0/cairn/keys/";

    private final RunningServer server = new RunningServer().withAccounts();

    @BeforeEach
    void start() throws IOException {
        server.start();
        server.setUp();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void administratorsSeeWhatThereIsAndNoKey() throws IOException {
        Reply told = send(Request.of("GET", KEYS + "list"));

        assertThat(told.field("place")).contains("cairn.key");
        assertThat(told.field("wrapping_key")).matches("[0-9a-f]{12}");
        JsonNode audit = told.json().at("/data_keys/0");
        assertThat(audit.at("/purpose").asString()).isEqualTo("audit");
        assertThat(audit.at("/wrapping_key").asString()).isEqualTo(told.field("wrapping_key"));
        assertThat(audit.at("/created_at").asLong()).isPositive();
        assertThat(audit.has("retired_at")).isFalse();
        assertThat(told.text()).doesNotContain(key());
    }

    @Test
    void aRotationTakesANewKeyAndIsInTheAuditLog() throws IOException {
        Reply before = send(Request.of("GET", KEYS + "list"));
        String key = key();

        Reply rotated = send(Request.json("POST", KEYS + "rotate", "{}"));

        assertThat(rotated.status()).isEqualTo(200);
        Reply after = send(Request.of("GET", KEYS + "list"));
        assertThat(after.field("wrapping_key")).isNotEqualTo(before.field("wrapping_key"));
        assertThat(after.json().at("/data_keys/0/wrapping_key").asString()).isEqualTo(after.field("wrapping_key"));
        assertThat(key()).isNotEqualTo(key);
        assertThat(rotated.text() + after.text()).doesNotContain(key, key());
        assertThat(send(Request.of("GET", "/api/3.0/cairn/audit/search?actor=root"))
                        .json()
                        .at("/records/0/action")
                        .asString())
                .isEqualTo("POST " + KEYS + "rotate");
    }

    @Test
    void aKeyThatCannotBeReadIsASentence() throws IOException {
        Files.delete(file());

        Reply refused = send(Request.json("POST", KEYS + "rotate", "{}"));

        assertThat(refused.errorCode()).isEqualTo("INVALID_STATE");
        assertThat(refused.text()).contains("There is no key file");
    }

    private Reply send(Request request) throws IOException {
        return server.send(request.with(basic("root", PASSWORD)));
    }

    private Path file() {
        return server.data().resolve("keys").resolve("cairn.key");
    }

    private String key() throws IOException {
        return Files.readString(file()).strip();
    }
}
