package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OnnxRunsTest {
    private static final Duration LONGEST = Duration.ofMillis(200);

    @Test
    void aGraphThatNeverEndsIsEnded() {
        try (OnnxRuns runs = new OnnxRuns(LONGEST);
                OnnxScorer model = OnnxScorer.open(Models.folder("endless").resolve("model.onnx"), 1, runs)) {
            assertThatThrownBy(() -> model.score(turns(Long.MAX_VALUE))).hasMessageContaining("took more than");
            assertThat(answered(model, turns(3)))
                    .isInstanceOfSatisfying(
                            Predictions.Arrays.class,
                            counted -> assertThat(counted.outputs())
                                    .hasEntrySatisfying(
                                            "counted",
                                            sum -> assertThat(sum.values())
                                                    .isEqualTo(
                                                            new Column.Doubles(DoubleBuffer.wrap(new double[] {3})))));
        }
    }

    /// What a graph answers once the machine has the time for it that a run may take.
    private static Predictions answered(OnnxScorer model, Payload payload) {
        while (true) {
            long began = System.nanoTime();
            try {
                return model.score(payload);
            } catch (InvalidInput late) {
                assertThat(late).hasMessageContaining("took more than");
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(LONGEST);
            }
        }
    }

    private static Payload turns(long count) {
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("turns", new Tensor(List.of(1), new Column.Longs(LongBuffer.wrap(new long[] {count}))));
        return new NamedTensors(inputs);
    }
}
