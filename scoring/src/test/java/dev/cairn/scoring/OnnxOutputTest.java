package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxOutputTest {
    private static final ScoringLimits FOUR_VALUES = new ScoringLimits(4, 4, 4, 8, 20, 1);

    @Test
    void theOutputsOfARunHaveNoMoreValuesTogetherThanAnAnswer() throws OrtException {
        try (OnnxScorer starting = OnnxScorer.open(Models.folder("classifier").resolve("model.onnx"), 1);
                OnnxTensor two = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(new float[] {1, 2}), new long[] {1, 2})) {
            OnnxOutput copies = new OnnxOutput(FOUR_VALUES);
            assertThat(copies.tensor(two).shape()).isEqualTo(List.of(1, 2));
            copies.tensor(two);
            assertThatThrownBy(() -> copies.tensor(two))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("The answer would have more than 4 values; send smaller requests.");
            assertThat(starting.declared()).isNotNull();
        }
    }
}
