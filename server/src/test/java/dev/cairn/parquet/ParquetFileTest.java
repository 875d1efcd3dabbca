package dev.cairn.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// That others read these files is what conformance/python/test_inference_tables.py holds.
class ParquetFileTest {
    private static final List<ParquetColumn> COLUMNS = List.of(
            ParquetColumn.required("id", ParquetType.TEXT),
            ParquetColumn.required("at", ParquetType.INT64),
            ParquetColumn.optional("status", ParquetType.INT32),
            ParquetColumn.optional("took", ParquetType.DOUBLE),
            ParquetColumn.optional("body", ParquetType.TEXT));

    private final ParquetWriter writer = new ParquetWriter(COLUMNS);

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void whatIsWrittenIsRead() {
        ParquetReader reader = new ParquetReader(writer.write(List.of(
                row("a", Long.MIN_VALUE, 200, 0.1, "gr\u00fc\u00df \ud83d\ude80"),
                row("b", Long.MAX_VALUE, null, null, null),
                row("", 0L, -1, Double.NaN, ""))));
        assertThat(reader.rows()).isEqualTo(3);
        assertThat(reader.column("id")).containsExactly("a", "b", "");
        assertThat(reader.column("at")).containsExactly(Long.MIN_VALUE, Long.MAX_VALUE, 0L);
        assertThat(reader.column("status")).containsExactly(200, null, -1);
        assertThat(reader.column("took")).containsExactly(0.1, null, Double.NaN);
        assertThat(reader.column("body")).containsExactly("gr\u00fc\u00df \ud83d\ude80", null, "");
    }

    @Test
    void aFileMayHaveNoRowsOrMany() {
        assertThat(new ParquetReader(writer.write(List.of())).column("body")).isEmpty();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            rows.add(row("id-" + i, (long) i, i % 3 == 0 ? null : i, i / 7.0, i % 2 == 0 ? null : "x".repeat(i % 50)));
        }
        ParquetReader reader = new ParquetReader(writer.write(rows));
        for (int i = 0; i < COLUMNS.size(); i++) {
            int place = i;
            assertThat(reader.column(COLUMNS.get(i).name()))
                    .isEqualTo(rows.stream()
                            .<@Nullable Object>map(row -> row.get(place))
                            .toList());
        }
    }

    @Test
    void aColumnThatAFileDoesNotHaveIsMissingInEachRow() {
        assertThat(new ParquetReader(writer.write(List.of(row("a", 1L, null, null, null)))).column("later"))
                .containsExactly((Object) null);
    }

    @Test
    void aRequiredValueHasToBeThere() {
        assertThatThrownBy(() -> writer.write(List.of(row(null, 1L, null, null, null))))
                .hasMessageContaining("id");
    }

    @Test
    void aDamagedFileIsRefusedOrReadWhateverByteItIs() {
        byte[] whole = writer.write(List.of(row("a", 1L, 2, 0.5, "b"), row("c", 3L, null, null, null)));
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int wrong : new int[] {0, 0x7f, 0x80, 0xff, whole[at] ^ 1, whole[at] ^ 0x10}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) wrong;
                try {
                    ParquetReader reader = new ParquetReader(damaged);
                    COLUMNS.forEach(column -> reader.column(column.name()));
                } catch (IllegalArgumentException _) {
                    refused++;
                }
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatIsNoFileIsRefused() {
        byte[] whole = writer.write(List.of(row("a", 1L, null, null, null)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> new ParquetReader(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
