package dev.cairn.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.LongBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private static final Schema ANY = new Schema.Columns(List.of(new ColumnSpec(null, DataType.LONG, true)));

    @Test
    void anArrayHasNoMoreColumnsThanATable() {
        assertThatThrownBy(() -> ANY.enforce(row(10_001)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Invalid input. There are more than 10000 columns; send fewer at a time.");
        assertThat(ANY.enforce(row(10_000)))
                .isInstanceOfSatisfying(
                        Frame.class, frame -> assertThat(frame.columns()).hasSize(1));
    }

    private static Tensor row(int width) {
        return new Tensor(List.of(1, width), new Column.Longs(LongBuffer.allocate(width)));
    }
}
