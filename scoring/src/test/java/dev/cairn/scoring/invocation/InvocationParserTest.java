package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.Tensor;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvocationParserTest {
    private final InvocationParser parser = new InvocationParser(new ScoringLimits(3, 3, 6, 8, 20, 1));

    @Test
    void columnsAreTypedFromTheirValues() {
        Frame frame = frame("""
                {"dataframe_split": {"data": [[1, 1, true], [2, 0.5, false]], "columns": ["a", "b", "c"]}}""");
        assertThat(frame.columns().values())
                .containsExactly(
                        new Column.Longs(LongBuffer.wrap(new long[] {1, 2})),
                        new Column.Doubles(DoubleBuffer.wrap(new double[] {1, 0.5})),
                        new Column.Booleans(List.of(true, false)));
    }

    @Test
    void aMissingNumberIsNaNAndAMissingTextIsNull() {
        Frame frame = frame("""
                {"dataframe_records": [{"a": 1}, {"a": null, "b": "x"}]}""");
        assertThat(frame.columns().get("a"))
                .isEqualTo(new Column.Doubles(DoubleBuffer.wrap(new double[] {1, Double.NaN})));
        assertThat(frame.columns().get("b"))
                .isInstanceOfSatisfying(
                        Column.Texts.class, texts -> assertThat(texts.values()).containsExactly(null, "x"));
    }

    @Test
    void pythonsNaNIsRead() {
        assertThat(frame("{\"dataframe_split\": {\"data\": [[NaN], [-Infinity]]}}")
                        .columns()
                        .get("0"))
                .isEqualTo(new Column.Doubles(DoubleBuffer.wrap(new double[] {Double.NaN, Double.NEGATIVE_INFINITY})));
    }

    @Test
    void nestedArraysAreOneTensor() {
        assertThat(parse("{\"inputs\": [[[1], [2]], [[3], [4]]]}").payload())
                .isEqualTo(new Tensor(List.of(2, 2, 1), new Column.Longs(LongBuffer.wrap(new long[] {1, 2, 3, 4}))));
    }

    @Test
    void paramsAreKept() {
        InvocationRequest request = parse("{\"params\": {\"top\": 3}, \"inputs\": [1]}");
        assertThat(request.params().path("top").asInt()).isEqualTo(3);
        assertThat(parse("{\"inputs\": [1]}").params().isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"inputs\": [[1, 2], [3]]}",
                "{\"inputs\": [1, [2]]}",
                "{\"inputs\": [[1], 2]}",
                "{\"inputs\": [[[]], [1]]}",
                "{\"inputs\": [[], [1]]}"
            })
    void arraysOfUnequalLengthAreRefused(String body) {
        assertThatThrownBy(() -> parse(body)).hasMessageContaining("inhomogeneous shape");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"inputs": [1, 2, 3, 4]}                                | more than 3 rows
                    {"dataframe_records": [{"a":1,"b":1,"c":1,"d":1}]}      | more than 3 columns
                    {"dataframe_split": {"data": [[1,1,1],[1,1,1],[1,1,1]]}}| more than 6 values
                    {"dataframe_records": [{"a":1,"b":2},{"a":1},{"c":1}]}  | more than 6 values
                    {"inputs": [[[[[[[[[1]]]]]]]]]}                         | nesting depth (9) exceeds
                    {"inputs": ["a text of over 20 letters"]}               | exceeds the maximum allowed
                    """)
    void limitsAreKept(String body, String message) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                        | exactly one of the input fields
                    3                                                         | exactly one of the input fields
                    {}                                                        | exactly one of the input fields
                    {"inputs": [1], "instances": [1]}                         | input fields: ['inputs', 'instances']
                    {"inputs": [1}                                            | valid JSON formatted string
                    {"inputs": [1]                                            | valid JSON formatted string
                    {"inputs": [1]} {}                                        | valid JSON formatted string
                    {"dataframe_split": []}                                   | must be a dictionary. Got list.
                    {"dataframe_split": {"columns": ["a"]}}                   | must have 'data' field
                    {"dataframe_split": {"data": [[1]], "rows": []}}          | must have 'data' field
                    {"dataframe_split": {"data": [[1]], "columns": ["a","b"]}}| 2 columns passed, passed data had 1
                    {"dataframe_split": {"data": [[1,2]], "columns": [1,1]}}  | there twice
                    {"dataframe_split": {"data": [[1,2]], "columns": ["a"]}}  | 1 columns passed, passed data had 2
                    {"dataframe_split": {"data": [[1]], "index": [1, 2]}}     | does not match length of index
                    {"dataframe_records": {}}                                 | must be a list of records. Got dictionary.
                    {"dataframe_records": [{"a": 1, "a": 2}]}                 | has 'a' twice
                    {"instances": [{"a": 1}, {"b": 1}]}                       | are not the same
                    {"instances": {"a": [1], "b": [1, 2]}}                    | are not the same
                    {"inputs": [1, [{}]]}                                     | inhomogeneous shape
                    """)
    void whatIsNotARequestIsRefused(String body, String message) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("BAD_REQUEST"))
                .hasMessageContaining(message);
    }

    @Test
    void whatShortRowsLeaveOutIsMissing() {
        assertThat(frame("{\"dataframe_split\": {\"data\": [[1], [2, 3]], \"columns\": [\"a\", \"b\"]}}")
                        .columns()
                        .get("b"))
                .isEqualTo(new Column.Doubles(DoubleBuffer.wrap(new double[] {Double.NaN, 3})));
        assertThat(frame("{\"dataframe_records\": [1, 2]}").columns().get("0"))
                .isEqualTo(new Column.Longs(LongBuffer.wrap(new long[] {1, 2})));
    }

    @Test
    void parametersAreFew() {
        String many = "[],".repeat(100_000) + "[]";
        assertThatThrownBy(() -> parse("{\"params\": {\"a\": [%s]}, \"inputs\": [1]}".formatted(many)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 100000 values");
        assertThatThrownBy(() -> frame("{\"dataframe_records\": [{\"a\": [%s]}]}".formatted(many)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 6 values");
    }

    @Test
    void cellsHoldListsAndDictionaries() {
        assertThat(frame("{\"dataframe_records\": [{\"a\": {\"k\": [1, [\"x\"]]}}]}")
                        .columns()
                        .get("a"))
                .isEqualTo(new Column.Mixed(List.of(Map.of(
                        "k", List.of(1L, new Tensor(List.of(1), new Column.Texts(List.of("x"))))))));
        assertThat(frame("{\"dataframe_records\": [{\"a\": [[1], [2]]}]}")
                        .columns()
                        .get("a"))
                .isEqualTo(new Column.Mixed(List.of(
                        new Tensor(List.of(2, 1), new Column.Longs(LongBuffer.wrap(new long[] {1, 2}))))));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = "{\"inputs\": [\"\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> parser.parse(body)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anEmptyBodyIsRefused() {
        assertThatThrownBy(() -> parser.parse(new byte[0])).isInstanceOf(InvalidInput.class);
    }

    private Frame frame(String body) {
        return (Frame) parse(body).payload();
    }

    private InvocationRequest parse(String body) {
        return parser.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
