package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.invocation.InvocationParser;
import dev.cairn.scoring.invocation.InvocationRequest;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class SignatureInferenceTest {
    private static final Predictions TWO_NUMBERS = new Predictions.Plain(numbers(2));

    private static Tensor numbers(int... shape) {
        List<Integer> sizes = Arrays.stream(shape).boxed().toList();
        return new Tensor(sizes, new Column.Doubles(DoubleBuffer.allocate((int) Tensor.count(sizes))));
    }

    private static Signature inferred(String body, Predictions predictions, Signature declared) {
        InvocationRequest request =
                new InvocationParser(ScoringLimits.DEFAULT).parse(body.getBytes(StandardCharsets.UTF_8));
        return SignatureInference.of(request.payload(), request.params(), predictions, declared);
    }

    private static Signature inferred(String body) {
        return inferred(body, TWO_NUMBERS, Signature.NONE);
    }

    @Test
    void columnsHaveTheTypesOfTheirValues() {
        Signature signature = inferred("""
                {"dataframe_split": {"columns": ["a", "b", "c", "d", "e"],
                 "data": [[1, true, "x", [1.5, 2], null], [2, false, null, [3.5, 4], 0.5]]}}""");

        assertThat(signature.inputs())
                .hasToString("['a': long (required), 'b': boolean (required), 'c': string (optional), "
                        + "'d': Array(double) (required), 'e': double (optional)]");
        assertThat(signature.outputs()).hasToString("[Tensor('float64', (-1,))]");
        assertThat(signature.params()).isEmpty();
    }

    @Test
    void aColumnOfSeveralTypesTellsNone() {
        assertThatThrownBy(() -> inferred("""
                {"dataframe_split": {"columns": ["a"], "data": [[{"b": 1}]]}}"""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The example does not tell the type of 'a': give the model a signature.");
        assertThatThrownBy(() -> inferred("""
                {"inputs": [[1]], "params": {"p": null}}""")).hasMessageContaining("does not tell the type of 'p'");
    }

    @Test
    void arraysHaveTheTypesThatTheModelDeclares() {
        Signature declared = new Signature(
                new Schema.Tensors(List.of(new TensorSpec("x", ElementType.FLOAT32, List.of(-1, 3)))),
                new Schema.Tensors(List.of(
                        new TensorSpec("y", ElementType.FLOAT32, List.of(-1, 1)),
                        new TensorSpec("z", ElementType.FLOAT32, List.of(-1, 2)))),
                List.of());
        SequencedMap<String, Tensor> flat = new LinkedHashMap<>();
        flat.put("y", numbers(2, 1));
        SequencedMap<String, Tensor> both = new LinkedHashMap<>(flat);
        both.put("z", numbers(2, 2));

        assertThat(inferred("{\"inputs\": [[1, 2, 3]]}", new Predictions.Arrays(both), declared))
                .hasToString("Signature[inputs=[Tensor('float32', (-1, 3))], "
                        + "outputs=['y': Tensor('float32', (-1, 1)), 'z': Tensor('float32', (-1, 2))], params=[]]");
        assertThat(inferred("{\"inputs\": {\"x\": [[1, 2, 3]]}}", new Predictions.Arrays(flat), declared)
                        .inputs())
                .hasToString("['x': Tensor('float32', (-1, 3))]");
        assertThat(inferred("{\"inputs\": [[1, 2, 3]]}").inputs()).hasToString("[Tensor('int64', (-1, 3))]");
        assertThat(inferred("{\"dataframe_split\": {\"data\": [[1]]}}", new Predictions.Rows(flat), declared)
                        .outputs())
                .hasToString("['y': float (required)]");
        assertThat(inferred("{\"dataframe_split\": {\"data\": [[1]]}}", new Predictions.Rows(both), declared)
                        .outputs())
                .hasToString("['y': Tensor('float32', (-1, 1)), 'z': Tensor('float32', (-1, 2))]");
    }
}
