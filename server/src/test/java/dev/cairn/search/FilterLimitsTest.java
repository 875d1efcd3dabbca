package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FilterLimitsTest {
    private static final List<String> PIECES = List.of(
            "metrics.",
            "tags.a",
            "params.`x y`",
            "status",
            "start_time",
            "dataset.name",
            "=",
            "!=",
            "<=",
            ">",
            "'x'",
            "\"x\"",
            "1",
            "-1.5e3",
            "(",
            ")",
            ",",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "NULL",
            "LIKE",
            "RLIKE",
            "'",
            "\"",
            "`",
            "\\",
            ";",
            " ",
            "\u0000",
            "\uD83D",
            "🙂",
            ".",
            "'[a'",
            "('a','b')",
            "ASC",
            "desc");

    @Test
    void nestingIsDeepEnoughAndBounded() {
        assertThat(nested("(", 64, ")")).isPresent();
        assertThat(nested("NOT ", 64, "")).isPresent();
        assertThatThrownBy(() -> nested("(", 65, ")"))
                .hasMessage("Invalid filter at column 65: parentheses and NOT nest deeper than 64 levels");
        assertThatThrownBy(() -> nested("NOT ", 16_000, "")).hasMessageContaining("nest deeper");
        assertThatThrownBy(() -> Grammars.RUNS.filter("(".repeat(60_000))).hasMessageContaining("nest deeper");
    }

    @Test
    void nestingThatWasLeftDoesNotCount() {
        String clause = "(".repeat(40) + "tags.a = 'x'" + ")".repeat(40);
        assertThat(Grammars.RUNS.filter(clause + " AND " + clause)).isPresent();
    }

    @Test
    void aFilterHasAtMostAThousandClauses() {
        assertThat(Grammars.RUNS.filter(clauses(1_000))).isPresent();
        assertThatThrownBy(() -> Grammars.RUNS.filter(clauses(1_001)))
                .isInstanceOf(ApiException.class)
                .hasMessageEndingWith("more than 1,000 clauses");
    }

    @Test
    void aListHasAtMostFiveThousandValues() {
        assertThat(Grammars.RUNS.filter(list(5_000))).isPresent();
        assertThatThrownBy(() -> Grammars.RUNS.filter(list(5_001)))
                .hasMessage("Invalid filter at column 11: more than 5,000 values in one list");
    }

    @Test
    void aFilterHasAtMostSixtyFourThousandCharacters() {
        assertThatThrownBy(() -> Grammars.RUNS.filter("tags.a = '%s'".formatted("x".repeat(65_536))))
                .isInstanceOf(ApiException.class)
                .hasMessage("Invalid filter: it is 65547 characters long, at most 65536 are accepted.");
    }

    @Test
    void aPatternAndANumberAreBounded() {
        assertThatThrownBy(() -> Grammars.RUNS.filter("tags.a LIKE '%s'".formatted("%".repeat(4_097))))
                .hasMessage("Invalid filter at column 13: the pattern is longer than 4,096 characters");
        assertThatThrownBy(() -> Grammars.RUNS.filter("metrics.a > " + "1".repeat(60_000)))
                .hasMessageContaining("Expected numeric value type");
        assertThat(Grammars.RUNS.filter("metrics.a > 1e999999999")).isPresent();
    }

    @Test
    void anErrorRepeatsLittleOfAHugeText() {
        assertThatThrownBy(() -> Grammars.RUNS.filter("x".repeat(60_000) + ".y = 'z'"))
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void anyTextIsEitherAFilterOrA400() {
        Random random = new Random(20_261_123);
        int filters = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            try {
                filters += Grammars.RUNS.filter(text).isPresent() ? 1 : 0;
                Grammars.RUNS.orderBy(List.of(text));
            } catch (ApiException e) {
                assertThat(e.code().status()).isEqualTo(400);
            }
        }
        assertThat(filters).isPositive();
    }

    private static String text(Random random) {
        return Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                .limit(1 + random.nextInt(8))
                .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
    }

    private static Optional<Filter> nested(String open, int times, String close) {
        return Grammars.RUNS.filter(open.repeat(times) + "tags.a = 'x'" + close.repeat(times));
    }

    private static String clauses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "tags.a = '%d'".formatted(i))
                .collect(Collectors.joining(" AND "));
    }

    private static String list(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'%d'".formatted(i))
                .collect(Collectors.joining(",", "tags.a IN (", ")"));
    }
}
