package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.SkopsWriter;
import dev.cairn.scoring.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small requests whose answers are larger than one may be, of a model that answers a hundred numbers for each.
class LargeAnswersTest {
    private static final int OUTPUTS = 100;
    private static final String TOO_LARGE = "The answer is larger than 64 MiB, which is all that it may have.";

    @TempDir
    private Path folder;

    private LoadedModel model;

    @BeforeEach
    void open() throws IOException {
        SkopsWriter skops = new SkopsWriter();
        double[] weights = new double[OUTPUTS];
        Arrays.fill(weights, 1.0 / 3);
        skops.write(
                folder,
                skops.object(
                        "sklearn.linear_model._base.LinearRegression",
                        "n_features_in_",
                        skops.scalar("1"),
                        "coef_",
                        skops.array("%d, 1".formatted(OUTPUTS), weights),
                        "intercept_",
                        skops.vector(0)));
        model = LoadedModel.open(folder, ScoringLimits.DEFAULT);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void anAnswerThatIsTooLargeIsTheModelsFaultInTheWordsOfThoseInPython() {
        Answer refused = model.answer(rows("{\"inputs\": [", "[1]", 40_000, "]}"), Answer.JSON);
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.mediaType()).isEqualTo(Answer.JSON);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"%s\"}".formatted(TOO_LARGE));
        assertThat(model.answer(rows("{\"inputs\": [", "[1]", 4_000, "]}"), Answer.JSON)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void soItIsByTheOpenInferenceProtocol() {
        assertThat(inferred(40_000, false)).isEqualTo(new InferenceReply.Refused(500, TOO_LARGE));
        assertThat(inferred(90_000, true)).isEqualTo(new InferenceReply.Refused(500, TOO_LARGE));
    }

    @Test
    void anAnswerOfBytesThatWouldBeTooLargeAsJsonIsKeptAsItIs() {
        assertThat(inferred(40_000, true))
                .isInstanceOfSatisfying(
                        InferenceReply.Predicted.class,
                        predicted -> assertThat(predicted.answer()).isSameAs(predicted.given()));
    }

    @Test
    void oneThatIsAsLargeAsItMayBeIsWritten() {
        String head = "{\"predictions\":[\"";
        int most = (64 << 20) - head.length() - "\"]}".length();
        assertThat(new InvocationResponse(text(most)).toJson()).hasSize(64 << 20);
        InvocationResponse larger = new InvocationResponse(text(most + 1));
        assertThatThrownBy(larger::toJson)
                .isInstanceOf(AnswerTooLargeException.class)
                .hasMessage(TOO_LARGE);
    }

    private static Predictions text(int length) {
        return new Predictions.Plain(new Tensor(List.of(1), new Column.Texts(List.of("x".repeat(length)))));
    }

    private InferenceReply inferred(int rows, boolean binary) {
        String before =
                "{\"parameters\": {\"binary_data_output\": %b}, \"inputs\": [{\"name\": \"x\", \"datatype\": \"FP64\", \"shape\": [%d, 1], \"data\": ["
                        .formatted(binary, rows);
        return new InferenceBody("large", "", rows(before, "1", rows, "]}]}"), Answer.ALL_JSON).answer(model, "");
    }

    private static byte[] rows(String before, String row, int count, String after) {
        return (before + String.join(",", Collections.nCopies(count, row)) + after).getBytes(StandardCharsets.UTF_8);
    }
}
