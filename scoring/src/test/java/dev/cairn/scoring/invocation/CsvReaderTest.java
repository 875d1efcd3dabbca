package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.ScoringLimits;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
    private static final ScoringLimits SMALL = new ScoringLimits(3, 3, 6, 8, 20, 1);

    @Test
    void columnsAreOfTheNarrowestTypeThatFits() {
        Frame frame = read("i,d,b,s\n1,1,True,x\n-2,,False,\n", ScoringLimits.DEFAULT);
        assertThat(frame.columns().values())
                .containsExactly(
                        new Column.Longs(LongBuffer.wrap(new long[] {1, -2})),
                        new Column.Doubles(DoubleBuffer.wrap(new double[] {1, Double.NaN})),
                        new Column.Booleans(List.of(true, false)),
                        new Column.Texts(Arrays.asList("x", null)));
    }

    @Test
    void wholeNumbersOf64BitsAreExact() {
        Frame frame = read("""
                id,zeros,over
                9007199254740993,00000000000000000000000001,9223372036854775808
                -9223372036854775808, +9223372036854775807 ,1
                """, ScoringLimits.DEFAULT);
        assertThat(frame.columns().values())
                .containsExactly(
                        new Column.Longs(LongBuffer.wrap(new long[] {9007199254740993L, Long.MIN_VALUE})),
                        new Column.Longs(LongBuffer.wrap(new long[] {1, Long.MAX_VALUE})),
                        new Column.Doubles(DoubleBuffer.wrap(new double[] {0x1p63, 1})));
    }

    @Test
    void aColumnOfTextsIsNotLookedAt() {
        Schema schema = new Schema.Columns(List.of(new ColumnSpec("a", DataType.STRING, true)));
        Frame frame = new CsvReader("a\n007\n".getBytes(StandardCharsets.UTF_8), ScoringLimits.DEFAULT).read(schema);
        assertThat(frame.columns().get("a")).isEqualTo(new Column.Texts(List.of("007")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a,b,c,d~1,2,3,4~            | more than 3 columns
        a~1~2~3~4~                  | more than 3 rows
        a,b,c~1,2,3~1,2,3~1,2,3~    | more than 6 values
        a~a text of over 20 letters | more than 20 letters
        a~"open                     | EOF inside string
        a~1,2                       | Expected 1 fields in line 2, saw 2
        ~~                          | No columns to parse
        """)
    void tablesThatAreTooLargeOrBrokenAreRefused(String table, String message) {
        assertThatThrownBy(() -> read(table.replace('~', '\n'), SMALL))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> new CsvReader(new byte[] {(byte) 0xff}, SMALL)).isInstanceOf(InvalidInput.class);
    }

    private static Frame read(String table, ScoringLimits limits) {
        return new CsvReader(table.getBytes(StandardCharsets.UTF_8), limits).read(new Schema.Absent());
    }
}
