package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Json;
import dev.cairn.protocol.inference.InferenceTable;
import dev.cairn.protocol.inference.RateLimit;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredSettingsTest {
    private static final String STORED = "{\"enabled\":true,\"catalog_name\":\"main\",\"schema_name\":\"ml\","
            + "\"table_name_prefix\":\"iris\",\"sampling_fraction\":0.5,\"redacted\":[\"name\"],\"retention_days\":30,"
            + "\"max_body_bytes\":1048576,\"rate_limits\":[{\"calls\":2,\"key\":\"user\",\"renewal_period\":\"minute\"}]}";

    private static final StoredSettings SETTINGS = new StoredSettings(
            new InferenceTable(true, "main", "ml", "iris", 0.5, List.of("name"), 30L, 1L << 20, null),
            List.of(new RateLimit(2L, "user", "minute", null, null)));

    private static StoredSettings read(String json) {
        return Json.read(json.getBytes(UTF_8), StoredSettings.class);
    }

    @Test
    void whatIsStoredIsOneObject() {
        assertThat(new String(Json.write(SETTINGS), UTF_8)).isEqualTo(STORED);
        assertThat(read(STORED)).isEqualTo(SETTINGS);
    }

    @Test
    void whatWasStoredBeforeThereWereLimitsIsRead() {
        assertThat(read("{\"enabled\":false,\"sampling_fraction\":1.0,\"retention_days\":30,\"max_body_bytes\":0}"))
                .isEqualTo(new StoredSettings(
                        new InferenceTable(false, null, null, null, 1.0, List.of(), 30L, 0L, null), List.of()));
    }
}
