package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.Tensor;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class InvocationResponseTest {
    private static final Tensor LABELS = new Tensor(List.of(2), new Column.Longs(LongBuffer.wrap(new long[] {0, 1})));
    private static final Tensor PAIRS =
            new Tensor(List.of(2, 2), new Column.Doubles(DoubleBuffer.wrap(new double[] {0.5, Double.NaN, 1, 1e300})));

    @Test
    void aPlainTensorIsNestedArraysAndNaNIsNull() {
        assertThat(json(new Predictions.Plain(PAIRS))).isEqualTo("{\"predictions\":[[0.5,null],[1.0,1.0E300]]}");
    }

    @Test
    void tensorsByNameAreWrittenWhole() {
        assertThat(json(new Predictions.Arrays(outputs(LABELS, PAIRS))))
                .isEqualTo("{\"predictions\":{\"0\":[0,1],\"1\":[[0.5,null],[1.0,1.0E300]]}}");
    }

    @Test
    void rowsTakeOneValueOfEachOutput() {
        Tensor words = new Tensor(List.of(2, 1), new Column.Texts(Arrays.asList("a", null)));
        Tensor maps = new Tensor(List.of(2), new Column.Mixed(List.of(Map.of("x", 0.25f), Map.of(1L, true))));
        assertThat(json(new Predictions.Rows(outputs(LABELS, words, maps))))
                .isEqualTo("{\"predictions\":[{\"0\":0,\"1\":\"a\",\"2\":{\"x\":0.25}},"
                        + "{\"0\":1,\"1\":null,\"2\":{\"1\":true}}]}");
    }

    @Test
    void rowsTakeArraysWhereOutputsDifferInWidth() {
        assertThat(json(new Predictions.Rows(outputs(LABELS, PAIRS))))
                .isEqualTo("{\"predictions\":[{\"0\":0,\"1\":[0.5,null]},{\"0\":1,\"1\":[1.0,1.0E300]}]}");
    }

    @Test
    void outputsThatDifferInRowsAreWrittenWhole() {
        Tensor total = new Tensor(List.of(), new Column.Longs(LongBuffer.wrap(new long[] {7})));
        assertThat(json(new Predictions.Rows(outputs(LABELS, total))))
                .isEqualTo("{\"predictions\":{\"0\":[0,1],\"1\":7}}");
    }

    @Test
    void bytesAreBase64AndTimesAreTexts() {
        Tensor mixed = new Tensor(
                List.of(5),
                new Column.Mixed(List.of(
                        new byte[] {'x'},
                        LocalDateTime.of(2026, 1, 2, 3, 4, 5),
                        LocalDateTime.of(2026, 1, 2, 3, 4, 5, 1_000),
                        LocalDateTime.of(2026, 1, 2, 3, 4, 5, 1),
                        List.of(1L, List.of("a")))));
        assertThat(json(new Predictions.Plain(mixed)))
                .isEqualTo("{\"predictions\":[\"eA==\\n\",\"2026-01-02T03:04:05\",\"2026-01-02T03:04:05.000001\","
                        + "\"2026-01-02T03:04:05.000000001\",[1,[\"a\"]]]}");
    }

    private static SequencedMap<String, Tensor> outputs(Tensor... tensors) {
        SequencedMap<String, Tensor> outputs = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            outputs.put(String.valueOf(outputs.size()), tensor);
        }
        return outputs;
    }

    private static String json(Predictions predictions) {
        return new String(new InvocationResponse(predictions).toJson(), StandardCharsets.UTF_8);
    }
}
