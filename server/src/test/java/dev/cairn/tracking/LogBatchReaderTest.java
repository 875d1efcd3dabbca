package dev.cairn.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.tracking.LogBatch;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.tracking.entries.LogBatchReader;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBatchReaderTest {

    @Test
    void aPlainBatchIsRead() {
        String body = """
                {"run_id": "r", "metrics": [{"key": "m", "value": 0.5, "timestamp": 1700000000000, "step": -3}],
                 "params": [{"key": "p", "value": "1"}], "tags": [{"key": "t", "value": "ü\\n"}]}
                """;
        assertThat(LogBatchReader.read(body.getBytes(UTF_8)))
                .isEqualTo(new LogBatch(
                        "r",
                        List.of(Tracker.point("m", 0.5, 1_700_000_000_000L, -3)),
                        List.of(new Tag("p", "1")),
                        List.of(new Tag("t", "ü\n"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "1",
                "\"{\\\"run_id\\\":\\\"r\\\"}\"",
                "{\"run_id\":",
                "{\"run_id\":\"r\"}",
                "{\"run_id\":\"r\"} {}",
                "{\"run_id\":\"r\",}",
                "{\"run_id\":\"\"}",
                "{\"run_id\":null}",
                "{\"run_id\":5}",
                "{\"runId\":\"r\"}",
                "{\"run_uuid\":\"r\"}",
                "{\"run_id\":\"r\",\"unknown\":{\"a\":[1]}}",
                "{\"run_id\":\"r\",\"metrics\":null,\"params\":null,\"tags\":null}",
                "{\"run_id\":\"r\",\"metrics\":[],\"params\":[],\"tags\":[]}",
                "{\"run_id\":\"r\",\"metrics\":{}}",
                "{\"run_id\":\"r\",\"metrics\":[1]}",
                "{\"run_id\":\"r\",\"metrics\":[null]}",
                "{\"run_id\":\"r\",\"metrics\":[{}]}",
                "{\"run_id\":\"r\",\"metrics\":[[]]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":0,\"step\":null}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1e400,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":NaN,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":\"NaN\",\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":\"-Infinity\",\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":null,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":true,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":\"7\",\"step\":\"8\"}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":-1}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":1.5}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":99999999999999999999}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":9223372036854775807}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"\",\"value\":1,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":7,\"value\":1,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"value\":1,\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"timestamp\":0}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":0,\"model_id\":\"m-1\"}]}",
                "{\"run_id\":\"r\",\"metrics\":[{\"key\":\"m\",\"value\":1,\"timestamp\":0}",
                "{\"run_id\":\"r\",\"params\":[{\"key\":\"p\",\"value\":\"1\"}]}",
                "{\"run_id\":\"r\",\"params\":[{\"key\":\"p\"}]}",
                "{\"run_id\":\"r\",\"params\":[{\"value\":\"p\"}]}",
                "{\"run_id\":\"r\",\"params\":[{\"key\":\"p\",\"value\":1}]}",
                "{\"run_id\":\"r\",\"params\":[{\"key\":\"p\",\"value\":null}]}",
                "{\"run_id\":\"r\",\"params\":[{\"key\":\"p\",\"value\":\"1\",\"more\":2}]}",
                "{\"run_id\":\"r\",\"params\":\"p\"}",
                "{\"run_id\":\"r\",\"tags\":[{\"key\":\"\",\"value\":\"1\"}]}",
                "{\"run_id\":\"r\",\"tags\":[{\"key\":\"a\",\"key\":\"b\",\"value\":\"1\"}]}",
                "{\"run_id\":\"r\",\"tags\":[{\"key\":\"a\",\"value\":\"\\ud83d\\ude42\"}]}",
                "{\"run_id\":\"a\",\"run_id\":\"b\"}"
            })
    void everyBodyMeansWhatTheGeneralCodecSays(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        assertThat(outcome(() -> LogBatchReader.read(bytes)))
                .isEqualTo(outcome(() -> Json.read(bytes, LogBatch.class)));
    }

    /// The batch, an unset step as 0, or what the client is told.
    private static Object outcome(Supplier<LogBatch> reading) {
        try {
            LogBatch batch = reading.get();
            return new LogBatch(
                    batch.runId(),
                    batch.metrics().stream().map(LogBatchReaderTest::withStep).toList(),
                    batch.params(),
                    batch.tags());
        } catch (ApiException refusal) {
            return refusal.code() + ": " + refusal.getMessage();
        } catch (NullPointerException none) {
            return "nothing";
        }
    }

    private static Metric withStep(Metric metric) {
        return new Metric(
                metric.key(),
                metric.value(),
                metric.timestamp(),
                Objects.requireNonNullElse(metric.step(), 0L),
                metric.datasetName(),
                metric.datasetDigest(),
                metric.modelId(),
                metric.runId());
    }
}
