package dev.cairn.scoring.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick way of reading a request against the one that reads all of them.
class PlainFrameTest {
    private static final ScoringLimits LIMITS = new ScoringLimits(4, 4, 12, 8, 400, 1);
    private static final long SEED = 20261129;
    private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\t\r\n ");
    private static final String TELLING = " \n\"\\,:[]{}-+.eE019nNI\0";
    private static final List<String> ODD = List.of(
            "1e400",
            "-1e400",
            "1e-400",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.2250738585072011e-308",
            "1.7976931348623157e308",
            "-0",
            "-0.0",
            "0e5",
            "9007199254740993",
            "9007199254740993.0",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "1e99999999999",
            "1E+2",
            "0.000000000000000000000000",
            "NaN",
            "Infinity",
            "-Infinity",
            "null",
            "INF",
            "-NaN",
            "+1",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+",
            "0x1",
            "nul",
            "NaNs",
            "true",
            "\"a\"",
            "[1]",
            "{}",
            "");

    private final InvocationParser parser = new InvocationParser(LIMITS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataframe_split\": {\"columns\": [\"a\", \"b\"], \"data\": [[1, 0.5], [-2e3, null]]}}",
                "{\"dataframe_split\": {\"index\": [7, 8], \"columns\": [\"ä\", \"b\"], \"data\": [[1, 2], [3, 4]]}}",
                " {\"dataframe_split\":{\"data\":[[NaN,Infinity,-Infinity]]}}\n",
                "{\"dataframe_split\": {\"data\": [[-0, 9223372036854775808]], \"columns\": [\"a\", \"b\"]}}",
                "{\"dataframe_split\": {\"data\": [[0.12345678901234567, 1e400, 5e-324]]}}"
            })
    void numbersInRowsTakeTheQuickWay(String request) {
        byte[] body = bytes(request);
        assertThat(quick(body)).isPresent();
        assertSame(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataframe_records\": [{\"a\": 1}]}",
                "{\"inputs\": [[1]]}",
                "{\"dataframe_split\": {\"data\": [[1, \"a\"]]}}",
                "{\"dataframe_split\": {\"data\": [[1], [2, 3]]}}",
                "{\"dataframe_split\": {\"data\": [[1, 2], [3]]}}",
                "{\"dataframe_split\": {\"data\": [[1]]}, \"params\": {}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"data\": [[2]]}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"columns\": [\"\\u0061\"]}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"columns\": [\"a\n\"]}}",
                "{\"dataframe_split\": {\"data\": [[1, 2]], \"columns\": [\"a\", \"a\"]}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"columns\": [\"a\", \"b\"]}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"index\": [1, 2]}}",
                "{\"dataframe_split\": {\"data\": [[1]]}} {}"
            })
    void anythingElseDoesNot(String request) {
        byte[] body = bytes(request);
        assertThat(quick(body)).isEmpty();
        assertSame(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataframe_split\": {\"data\": [[1], [1], [1], [1], [1]]}}",
                "{\"dataframe_split\": {\"data\": [[1, 1, 1, 1, 1]]}}",
                "{\"dataframe_split\": {\"data\": [[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]]}}",
                "{\"dataframe_split\": {\"data\": [[1]], \"columns\": [\"~\"]}}",
                "{\"dataframe_split\": {\"data\": [[1~]]}}",
                "{\"dataframe_split\": {\"data\": [[0.~1e400]]}}"
            })
    void whatIsTooMuchIsRefusedAsEver(String request) {
        byte[] body = bytes(request.replace("~", "0".repeat(401)));
        assertThat(quick(body)).isEmpty();
        assertThat(answer(() -> parser.parse(body))).startsWith("refused").isEqualTo(full(body));
    }

    @Test
    void randomRequestsAreReadTheSameEitherWay() {
        Random random = new Random(SEED);
        int quickly = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = bytes(request(random, random.nextInt(3) == 0));
            quickly += quick(body).isPresent() ? 1 : 0;
            assertSame(body);
        }
        assertThat(quickly).isGreaterThan(5_000);
    }

    @Test
    void damagedRequestsAreReadTheSameEitherWay() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            byte[] whole = bytes(request(random, false));
            for (int length = 0; length < whole.length; length++) {
                assertSame(Arrays.copyOf(whole, length));
                byte[] changed = whole.clone();
                changed[length] = (byte)
                        (random.nextBoolean() ? TELLING.charAt(random.nextInt(TELLING.length())) : random.nextInt());
                assertSame(changed);
            }
        }
    }

    @Test
    void decimalsAreTheNearestDoubles() {
        Random random = new Random(SEED);
        int known = 0;
        for (int i = 0; i < 500_000; i++) {
            long digits = random.nextLong(1L << random.nextInt(1, 60)) % 1_000_000_000_000_000_000L;
            int exponent = random.nextInt(-24, 24);
            if (random.nextInt(4) == 0) {
                // halfway between two doubles, and the next to it
                digits = ((digits | 1L << 53) << 1 | 1) % 1_000_000_000_000_000_000L;
                exponent = 0;
            }
            double nearest = Decimals.nearest(digits, exponent);
            if (!Double.isNaN(nearest)) {
                known++;
                assertThat(nearest)
                        .as("%de%d", digits, exponent)
                        .isEqualTo(Double.parseDouble(digits + "e" + exponent));
            }
        }
        assertThat(known).isGreaterThan(300_000);
    }

    @Test
    void whatClientsWriteIsKnownWithoutTheLongWay() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            String text = Double.toString(random.nextDouble(0.001, 1000));
            int point = text.indexOf('.');
            long digits = Long.parseLong(text.substring(0, point) + text.substring(point + 1));
            assertThat(Decimals.nearest(digits, point + 1 - text.length())).isEqualTo(Double.parseDouble(text));
        }
    }

    /// Where the quick way answers, the other one answers the same; what it refuses, both do.
    private void assertSame(byte[] body) {
        String full = full(body);
        quick(body)
                .ifPresent(frame -> assertThat(described(frame))
                        .as(new String(body, StandardCharsets.UTF_8))
                        .isEqualTo(full));
    }

    private Optional<Frame> quick(byte[] body) {
        return new PlainFrame(body, LIMITS).read();
    }

    private String full(byte[] body) {
        return answer(() -> parser.parseAny(body));
    }

    private static String answer(Supplier<InvocationRequest> reading) {
        try {
            return reading.get().payload() instanceof Frame frame ? described(frame) : "no frame";
        } catch (InvalidInput refused) {
            return "refused: " + refused.getMessage();
        }
    }

    /// Names, types and bits.
    private static String described(Frame frame) {
        List<String> columns = new ArrayList<>();
        frame.columns().forEach((name, column) -> columns.add(name + ": " + column.typeName() + values(column)));
        return frame.rows() + " rows of " + columns;
    }

    private static List<? extends @Nullable Object> values(Column column) {
        return switch (column) {
            case Column.Longs longs ->
                IntStream.range(0, column.size())
                        .mapToObj(i -> longs.values().get(i))
                        .toList();
            case Column.Doubles doubles ->
                IntStream.range(0, column.size())
                        .mapToObj(
                                i -> Double.doubleToRawLongBits(doubles.values().get(i)))
                        .toList();
            case Column.Booleans booleans -> booleans.values();
            case Column.Texts texts -> texts.values();
            case Column.Mixed mixed -> mixed.values();
        };
    }

    private static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.UTF_8);
    }

    private static String request(Random random, boolean odd) {
        int rows = random.nextInt(1, 5);
        int width = random.nextInt(1, 4);
        List<String> fields = new ArrayList<>();
        fields.add("\"data\"~:~" + list(rows, () -> list(ragged(random, odd, width), () -> number(random, odd))));
        if (random.nextBoolean()) {
            fields.add("\"columns\"~:~" + list(width, () -> "\"c" + random.nextInt(1_000_000) + '"'));
        }
        if (random.nextBoolean()) {
            fields.add("\"index\"~:~" + list(rows, () -> String.valueOf(random.nextInt(-9, 99))));
        }
        Collections.shuffle(fields, random);
        String template = "~{~\"dataframe_split\"~:~{~" + String.join("~,~", fields) + "~}~}~";
        StringBuilder spaced = new StringBuilder();
        template.chars()
                .forEach(c ->
                        spaced.append(c == '~' ? SPACES.get(random.nextInt(SPACES.size())) : String.valueOf((char) c)));
        return spaced.toString();
    }

    private static int ragged(Random random, boolean odd, int width) {
        return odd && random.nextInt(10) == 0 ? random.nextInt(4) : width;
    }

    private static String list(int size, Supplier<String> element) {
        return "[~"
                + String.join(
                        "~,~",
                        IntStream.range(0, size).mapToObj(i -> element.get()).toList()) + "~]";
    }

    private static String number(Random random, boolean odd) {
        return switch (random.nextInt(8)) {
            case 0 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case 1 -> String.valueOf(random.nextGaussian());
            case 2 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
            case 3 -> ODD.get(random.nextInt(odd ? ODD.size() : 24));
            case 4 -> sign(random) + random.nextInt(10) + '.' + digits(random);
            case 5 -> sign(random) + random.nextInt(1, 10) + digits(random);
            case 6 -> sign(random) + random.nextInt(10) + '.' + digits(random) + 'e' + random.nextInt(-330, 330);
            default -> random.nextInt(10) + "." + digits(random) + "E+" + random.nextInt(25);
        };
    }

    private static String sign(Random random) {
        return random.nextBoolean() ? "-" : "";
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder("0".repeat(random.nextInt(3)));
        random.ints(random.nextInt(1, 25), 0, 10).forEach(digits::append);
        return digits.toString();
    }
}
