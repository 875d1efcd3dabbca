package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The files are written by `resources/parquet/make.py`.
class ParquetReaderTest {
    @ParameterizedTest
    @CsvSource({
        "frame,arrow/frame",
        "groups,arrow/frame",
        "second,arrow/frame",
        "plain,arrow/frame",
        "old,arrow/frame",
        "wide,parquet/wide",
        "wide2,parquet/wide"
    })
    void aTableIsTheOneThatArrowGives(String name, String arrow) {
        Frame frame = read(file(name), ScoringLimits.DEFAULT);
        Frame same = new ArrowReader(SentTables.bytes(arrow + ".arrows"), ScoringLimits.DEFAULT).read();
        assertThat(frame.rows()).isEqualTo(same.rows());
        assertThat(frame.columns().keySet())
                .containsExactlyElementsOf(same.columns().keySet());
        for (String column : same.columns().keySet()) {
            Column expected = Objects.requireNonNull(same.columns().get(column));
            Column read = Objects.requireNonNull(frame.columns().get(column));
            assertThat(read.getClass()).as(column).isEqualTo(expected.getClass());
            assertThat(SentTables.values(read)).as(column).isEqualTo(SentTables.values(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zstd,'column ''number'' of the Parquet file is packed with ZSTD, which is not read here; write it with to_parquet(path, compression=\"snappy\")'",
        "lz4,packed with LZ4",
        "brotli,packed with Brotli",
        "nested,column 'list' of the Parquet file has lists",
        "record,column 'record' of the Parquet file has lists or other columns",
        "zoned,column 'time' has times with a zone",
        "int96,column 'time' of the Parquet file has times of the old type INT96",
        "decimal,column 'price' of the Parquet file has decimals",
        "bytes,column 'bytes' of the Parquet file is of a type",
        "delta,column 'whole' of the Parquet file is in an encoding"
    })
    void whatIsNotReadIsRefusedWithItsReason(String name, String reason) {
        assertThatThrownBy(() -> read(file(name), ScoringLimits.DEFAULT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(reason);
    }

    @Test
    void moreThanTheLimitsAllowIsRefused() {
        assertThatThrownBy(() -> read(file("frame"), new ScoringLimits(2, 100, 100, 8, 10_000, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 2 rows");
        assertThatThrownBy(() -> read(file("frame"), new ScoringLimits(100, 5, 100, 8, 10_000, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 5 columns");
        assertThatThrownBy(() -> read(file("wide"), new ScoringLimits(10_000, 100, 100_000, 8, 3_000, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 30000 letters");
        assertThatThrownBy(() -> read(file("bomb"), SentTables.SMALL))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("more than 260000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame", "groups", "second"})
    void whatIsCutOffOrChangedIsReadOrRefusedAndNothingElse(String name) {
        SentTables.damage(file(name), ParquetReaderTest::read);
    }

    private static Frame read(byte[] file, ScoringLimits limits) {
        return new ParquetReader(file, limits).read();
    }

    private static byte[] file(String name) {
        return SentTables.bytes("parquet/" + name + ".parquet");
    }
}
