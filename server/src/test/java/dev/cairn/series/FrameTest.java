package dev.cairn.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final long[] WHOLE = {
        0,
        1,
        -1,
        63,
        64,
        -64,
        -65,
        127,
        128,
        8_191,
        8_192,
        Integer.MIN_VALUE,
        1_700_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE + 1
    };
    private static final double[] REAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        Math.PI,
        Double.NaN,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    @Test
    void everyPointComesBackBitForBit() {
        Points points = new Points();
        for (long step : WHOLE) {
            for (long timestamp : WHOLE) {
                for (double value : REAL) {
                    points.add(step, timestamp, value);
                }
            }
        }
        assertSame(points, read(Frame.write(points, 0, points.size())));
    }

    @Test
    void framesFollowOneAnotherInAChunk() {
        Random random = new Random(1);
        Points points = new Points();
        for (int i = 0; i < 1_000; i++) {
            points.add(random.nextLong() >> random.nextInt(64), random.nextLong() >>> random.nextInt(64), i);
        }
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        int from = 0;
        while (from < points.size()) {
            int to = Math.min(points.size(), from + 1 + random.nextInt(50));
            chunk.writeBytes(Frame.write(points, from, to));
            from = to;
        }
        assertSame(points, read(chunk.toByteArray()));
    }

    @Test
    void anEmptyChunkHasNoPoints() {
        assertThat(read(new byte[0]).size()).isZero();
        assertThat(read(Frame.write(new Points(), 0, 0)).size()).isZero();
    }

    @Test
    void aTrainingLoopTakesElevenBytesAPoint() {
        Points points = new Points();
        for (int i = 0; i < 80; i++) {
            points.add(i, 1_700_000_000_000L + 50L * i, Math.random());
        }
        assertThat(Frame.write(points, 0, 80)).hasSizeLessThanOrEqualTo(80 * 11 + 10);
    }

    private static Points read(byte[] chunk) {
        Points points = new Points();
        points.addChunk(chunk);
        return points;
    }

    private static void assertSame(Points expected, Points actual) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.step(i)).isEqualTo(expected.step(i));
            assertThat(actual.timestamp(i)).isEqualTo(expected.timestamp(i));
            assertThat(Double.doubleToRawLongBits(actual.value(i)))
                    .isEqualTo(Double.doubleToRawLongBits(expected.value(i)));
        }
    }
}
