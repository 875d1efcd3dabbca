package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Tables as clients send them, whole and damaged, and what is read of them.
final class SentTables {
    static final ScoringLimits SMALL = new ScoringLimits(1_000, 100, 10_000, 8, 10_000, 1);

    private SentTables() {}

    /// The bytes of a file among the resources.
    static byte[] bytes(String name) {
        try (InputStream in = SentTables.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<@Nullable Object> values(Column column) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < column.size(); i++) {
            values.add(Cells.value(column, i));
        }
        return values;
    }

    /// Cuts a table off at each byte, and changes some of its bytes again and again.
    static void damage(byte[] whole, BiFunction<byte[], ScoringLimits, Frame> reader) {
        for (int length = 0; length < whole.length; length++) {
            assertThat(isReadOrRefused(Arrays.copyOf(whole, length), reader)).isTrue();
        }
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = whole.clone();
            for (int k = random.nextInt(1, 4); k > 0; k--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            assertThat(isReadOrRefused(changed, reader)).isTrue();
        }
    }

    private static boolean isReadOrRefused(byte[] table, BiFunction<byte[], ScoringLimits, Frame> reader) {
        try {
            return reader.apply(table, SMALL).rows() <= SMALL.maxRows();
        } catch (InvalidInput refused) {
            return !refused.getMessage().isEmpty();
        }
    }
}
