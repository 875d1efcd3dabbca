package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.invocation.InvocationParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTest {
    private static final Schema TWO_COLUMNS = new Schema.Columns(
            List.of(new ColumnSpec("a", DataType.DOUBLE, true), new ColumnSpec("b", DataType.STRING, false)));

    @Test
    void columnsComeInTheDeclaredOrderWithoutTheUndeclared() {
        Frame frame =
                (Frame) TWO_COLUMNS.enforce(payload("{\"dataframe_records\": [{\"z\": 1, \"b\": \"x\", \"a\": 2}]}"));
        assertThat(frame.columns().keySet()).containsExactly("a", "b");
        assertThat(frame.columns().get("a")).isInstanceOf(Column.Doubles.class);
    }

    @Test
    void anOptionalColumnMayBeMissing() {
        Frame frame = (Frame) TWO_COLUMNS.enforce(payload("{\"dataframe_records\": [{\"a\": 2}]}"));
        assertThat(frame.columns().keySet()).containsExactly("a");
    }

    @Test
    void aMissingColumnIsNamedBesideTheExtraOnes() {
        assertThatThrownBy(() -> TWO_COLUMNS.enforce(payload("{\"dataframe_records\": [{\"z\": 1}]}")))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE"))
                .hasMessageContaining("Model is missing inputs ['a']. Note that there were extra inputs: ['z'].");
    }

    @ParameterizedTest
    @CsvSource({
        "LONG, 1.0",
        "LONG, '\"1\"'",
        "DOUBLE, '\"1.5\"'",
        "STRING, 1",
        "LONG, true",
        "INTEGER, 7",
        "DOUBLE, 3",
        "FLOAT, 0.1",
        "BOOLEAN, 1",
        "STRING, '\"x\"'",
        "STRING, null",
        "DOUBLE, null",
        "DOUBLE, false",
        "BINARY, '\"eA==\"'",
        "DATETIME, '\"2026-01-01\"'"
    })
    void valuesThatLoseNothingAreConverted(DataType type, String value) {
        assertThat(converted(type, value).size()).isEqualTo(1);
    }

    @Test
    void arraysStayInTheirCells() {
        assertThat(converted(new ColumnType.Array(DataType.LONG), "[1, 2]").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "LONG, 1.5, float64, int64",
        "LONG, 1e19, float64, int64",
        "LONG, 9223372036854775808, float64, int64",
        "INTEGER, 3000000000, int64, int32",
        "BOOLEAN, 2, int64, bool",
        "STRING, '[1]', object, str"
    })
    void valuesThatWouldChangeAreRefused(DataType type, String value, String from, String to) {
        assertThatThrownBy(() -> converted(type, value))
                .hasMessageContaining("Failed to convert column a to type '%s'. Error: 'can not safely convert %s'"
                        .formatted(to, from));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    LONG    | null     | IntCastingNaNError("Cannot convert non-finite values
                    BOOLEAN | null     | IntCastingNaNError("Cannot convert non-finite values
                    DOUBLE  | [1]      | ValueError('setting an array element with a sequence.')
                    DOUBLE  | "wide"   | ValueError("could not convert string to float: 'wide'")
                    LONG    | "1.5"    | ValueError("invalid literal for int() with base 10: '1.5'")
                    DATETIME| "soon"   | DateParseError('Unknown datetime string format, unable to parse: soon')
                    BINARY  | "eA"     | Error('Incorrect padding')
                    """)
    void valuesOfAnotherKindAreRefusedInPythonsWords(DataType type, String value, String error) {
        assertThatThrownBy(() -> converted(type, value)).hasMessageContaining("Error: '" + error);
    }

    @Test
    void anArrayFillsColumnsWithoutNamesByPosition() {
        Schema schema = new Schema.Columns(
                List.of(new ColumnSpec(null, DataType.LONG, true), new ColumnSpec(null, DataType.DOUBLE, true)));
        Frame frame = (Frame) schema.enforce(payload("{\"inputs\": [[1, 2], [3, 4], [5, 6]]}"));
        assertThat(frame.columns().keySet()).containsExactly("0", "1");
        assertThat(frame.columns().get("1"))
                .hasToString(converted(DataType.DOUBLE, "1", "1", "1").toString());
        assertThatThrownBy(() -> schema.enforce(payload("{\"inputs\": [1, 2]}")))
                .hasMessageContaining("declares 2 inputs  but the provided value only has 1 inputs");
    }

    @Test
    void anArrayFillsTheOnlyNamedColumn() {
        assertThat(converted(DataType.LONG, "1", "2", "3").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"inputs": [[[1]]]}               | an array of shape (1, 1, 1)
                    {"inputs": {"a": [[1]]}}          | 'a' is an array of shape (1, 1)
                    {"inputs": {"a": [1], "b": []}}   | All arrays must be of the same length
                    """)
    void whatIsNoTableIsRefusedByColumns(String body, String message) {
        assertThatThrownBy(() -> TWO_COLUMNS.enforce(payload(body))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "uint8, 255, true",
        "uint8, 256, false",
        "uint8, -1, false",
        "int8, -128, true",
        "int8, 128, false",
        "int16, 32767, true",
        "int16, -32769, false",
        "uint16, 65536, false",
        "uint32, 4294967295, true",
        "uint32, 4294967296, false",
        "int32, -2147483648, true",
        "int64, -9223372036854775808, true",
        "uint64, 9223372036854775807, true",
        "uint64, -1, false"
    })
    void narrowTensorsTakeWhatFits(String dtype, long value, boolean fits) {
        ElementType type = ElementType.ofNumpy(dtype);
        Schema schema = new Schema.Tensors(List.of(new TensorSpec(null, dtype, type, List.of(-1))));
        Payload payload = payload("{\"inputs\": [%d]}".formatted(value));
        if (fits) {
            assertThat(schema.enforce(payload)).isEqualTo(payload);
        } else {
            assertThatThrownBy(() -> schema.enforce(payload))
                    .hasMessage("Invalid input. Python integer %d out of bounds for %s".formatted(value, dtype));
        }
    }

    @Test
    void cellsTakeTheShapeOfTheTensor() {
        Schema schema = new Schema.Tensors(List.of(new TensorSpec("x", ElementType.FLOAT32, List.of(-1, 2, 1))));
        NamedTensors named =
                (NamedTensors) schema.enforce(payload("{\"dataframe_records\": [{\"x\": [1, 2]}, {\"x\": [3, 4]}]}"));
        assertThat(named.tensors().get("x"))
                .satisfies(tensor -> assertThat(tensor.shape()).containsExactly(2, 2, 1));
        assertThatThrownBy(() -> schema.enforce(payload("{\"dataframe_records\": [{\"x\": [1, 2]}, {\"x\": [3]}]}")))
                .hasMessageContaining("not all of one shape");
    }

    private static Column converted(ColumnType type, String... values) {
        Schema schema = new Schema.Columns(List.of(new ColumnSpec("a", type, true)));
        String rows =
                String.join(",", List.of(values).stream().map("[%s]"::formatted).toList());
        Frame frame = (Frame) schema.enforce(
                payload("{\"dataframe_split\": {\"columns\": [\"a\"], \"data\": [%s]}}".formatted(rows)));
        Column column = frame.columns().get("a");
        assertThat(column).isNotNull();
        return Objects.requireNonNull(column);
    }

    private static Payload payload(String body) {
        return new InvocationParser(ScoringLimits.DEFAULT)
                .parse(body.getBytes(StandardCharsets.UTF_8))
                .payload();
    }
}
