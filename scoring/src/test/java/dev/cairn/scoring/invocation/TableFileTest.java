package dev.cairn.scoring.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
    private static List<@Nullable Object> values(Frame frame, String name) {
        return SentTables.values(Objects.requireNonNull(frame.columns().get(name)));
    }

    private static Frame read(TableFile kind, byte[] file) {
        return kind.read(file, ScoringLimits.DEFAULT).frame();
    }

    private static boolean isNamed(TableFile kind, String file) {
        return kind.read(file.getBytes(UTF_8), ScoringLimits.DEFAULT).isNamed();
    }

    @ParameterizedTest
    @CsvSource({"train.json,JSON", "a.b.CSV,CSV", "t.Parquet,PARQUET", "t.feather,ARROW", "t.arrows,ARROW"})
    void theNameOfAFileTellsItsKind(String name, TableFile kind) {
        assertThat(TableFile.of(name)).hasValue(kind);
    }

    @Test
    void otherNamesTellNone() {
        assertThat(TableFile.of("model.pkl")).isEmpty();
        assertThat(TableFile.of("train.csv.gz")).isEmpty();
        assertThat(TableFile.endings()).contains("`.json`", "`.csv`", "`.parquet`", "`.arrow`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"columns\":[\"a\",\"b\"],\"data\":[[1,\"x\"],[NaN,null]]}",
                "{\"columns\":[\"a\",\"b\"],\"index\":[7,8],\"data\":[[1,\"x\"],[null,null]]}",
                "[{\"a\":1,\"b\":\"x\"},{\"b\":null}]",
            })
    void tablesInJsonAreReadAsPandasWritesThem(String json) {
        Frame frame = read(TableFile.JSON, json.getBytes(UTF_8));
        assertThat(frame.rows()).isEqualTo(2);
        assertThat(values(frame, "a")).containsExactly(1.0, null);
        assertThat(values(frame, "b")).containsExactly("x", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "{\"columns\":[\"a\"],\"data\":[[1]]} {}", "{\"inputs\":[[1]]}", "[{\"a\":1},2]", "{"})
    void jsonThatIsNoTableIsRefused(String json) {
        assertThatThrownBy(() -> read(TableFile.JSON, json.getBytes(UTF_8))).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[5.1,\"x\"],[6.2,\"y\"]]",
                "[5.1,6.2]",
                "{\"data\":[[5.1,\"x\"]]}",
                "{\"columns\":null,\"data\":[[5.1,\"x\"]]}",
                "{\"columns\":[0,1],\"data\":[[5.1,\"x\"]]}",
                "{\"columns\":[\"a\",null],\"data\":[[5.1,\"x\"]]}",
                "[{\"0\":5.1,\"1\":\"x\"}]",
            })
    void columnsInJsonThatNobodyNamedAreToldFromThoseWithNames(String json) {
        assertThat(isNamed(TableFile.JSON, json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"columns\":[\"a\",\"b\"],\"data\":[[1,2]]}", "[{\"a\":1},{\"b\":2}]"})
    void columnsInJsonWithNamesAreNamed(String json) {
        assertThat(isNamed(TableFile.JSON, json)).isTrue();
    }

    /// As pandas writes an index without a name, and two columns of one name.
    @Test
    void columnsInCsvAreNamedWhereEachHasANameOfItsOwn() {
        assertThat(isNamed(TableFile.CSV, "a,b\n1,2\n")).isTrue();
        assertThat(isNamed(TableFile.CSV, ",a\n0,1\n")).isFalse();
        assertThat(isNamed(TableFile.CSV, "a,a\n1,2\n")).isFalse();
        assertThat(isNamed(TableFile.CSV, "0,1\n5.1,x\n")).isFalse();
    }

    @Test
    void columnsInParquetAndArrowHaveNames() {
        byte[] parquet = SentTables.bytes("parquet/frame.parquet");
        byte[] stream = SentTables.bytes("arrow/frame.arrows");
        assertThat(TableFile.PARQUET.read(parquet, ScoringLimits.DEFAULT).isNamed())
                .isTrue();
        assertThat(TableFile.ARROW.read(stream, ScoringLimits.DEFAULT).isNamed())
                .isTrue();
    }

    @Test
    void otherFilesAreReadAsRequestsAre() {
        assertThat(values(read(TableFile.CSV, "a,b\n1,x\n,\n".getBytes(UTF_8)), "a"))
                .containsExactly(1.0, null);
        Frame parquet = read(TableFile.PARQUET, SentTables.bytes("parquet/frame.parquet"));
        Frame stream = read(TableFile.ARROW, SentTables.bytes("arrow/frame.arrows"));
        assertThat(values(parquet, "number")).isEqualTo(values(stream, "number"));
    }

    /// Which is the stream behind eight bytes, and before what leads to its parts.
    @Test
    void aFileOfArrowsIsReadAsItsStreamIs() {
        byte[] stream = SentTables.bytes("arrow/batches.arrows");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("ARROW1\0\0".getBytes(UTF_8));
        file.writeBytes(stream);
        file.writeBytes("a table of its parts, and ARROW1".getBytes(UTF_8));
        Frame read = read(TableFile.ARROW, file.toByteArray());
        assertThat(values(read, "text"))
                .isEqualTo(values(read(TableFile.ARROW, stream), "text"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"columns\":[\"a\"],\"data\":[[1],[2],[3]]}", "[{\"a\":1},{\"a\":2},{\"a\":3}]"})
    void moreRowsThanTheLimitsAllowAreRefused(String json) {
        ScoringLimits two = new ScoringLimits(2, 100, 100, 8, 10_000, 1);
        assertThatThrownBy(() -> TableFile.JSON.read(json.getBytes(UTF_8), two))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 2 rows");
    }
}
