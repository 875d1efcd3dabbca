package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A read that would never end does, and leaves its connection as it was.
@OnEachDatabase
@Timeout(60)
class DeadlineTest {
    /// How long a statement may take.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final String ENDLESS = """
            WITH RECURSIVE steps (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps WHERE n > 0)
            SELECT count(*) FROM steps WHERE %s
            """;

    private final TestDatabase kind;
    private final Database database;

    DeadlineTest(TestDatabase kind) {
        this.kind = kind;
        database = Database.open(kind.current(), PATIENCE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void assertGivenUp(Function<Transaction, Object> work) {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> database.read(work))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE))
                    .hasMessageContaining("too long");
        }
        assertThat(answered((tx, pace) -> tx.number("SELECT 7"))).isEqualTo(7);
    }

    /// The answer of a read whose statements are short. One that is given up is asked again if a
    /// statement did take too long, as on a machine that stood still.
    private long answered(ToLongBiFunction<Transaction, Pace> work) {
        while (true) {
            Pace pace = new Pace();
            try {
                return database.<Long>read(tx -> work.applyAsLong(tx, pace));
            } catch (ApiException givenUp) {
                pace.step();
                if (pace.longest < PATIENCE.toNanos()) {
                    throw givenUp;
                }
            }
        }
    }

    /// The longest step of some work.
    private static final class Pace {
        private long last = System.nanoTime();
        private long longest;

        void step() {
            long now = System.nanoTime();
            longest = Math.max(longest, now - last);
            last = now;
        }
    }

    @Test
    void anEndlessStatementIsGivenUp() {
        assertGivenUp(tx -> tx.number(ENDLESS.formatted("n > 0")));
        assertGivenUp(tx -> tx.sql().fetch(ENDLESS.formatted("n > 0")));
    }

    @Test
    void anEndlessSearchOfTextsIsGivenUp() {
        assertGivenUp(tx -> tx.number(ENDLESS.formatted("CAST(n AS VARCHAR) LIKE '%1%2%x'")));
        String matches = kind == TestDatabase.SQLITE ? "n REGEXP '(1|2)+x$'" : "CAST(n AS VARCHAR) ~ '(1|2)+x$'";
        assertGivenUp(tx -> tx.number(ENDLESS.formatted(matches)));
    }

    @Test
    void aSearchOfOneLongTextIsGivenUp() {
        String text = "ab".repeat(8_000_000);
        String pattern = "(a|b|ab){100}c";
        String sql = kind == TestDatabase.SQLITE
                ? "SELECT ? REGEXP ?"
                : "SELECT count(*) FROM generate_series(1, 100000) AS n WHERE (? || n) ~ ?";

        assertGivenUp(tx -> tx.number(sql, text, pattern));
    }

    /// The time is a statement's own: work of many statements, each of them short, may take longer.
    @Test
    void aReadOfManyStatementsIsNotGivenUp() {
        long rounds = answered((tx, pace) -> {
            long end = System.nanoTime() + 2 * PATIENCE.toNanos();
            long count = 0;
            while (System.nanoTime() < end) {
                count += tx.number("SELECT 1");
                pace.step();
            }
            return count;
        });

        assertThat(rounds).isPositive();
    }

    @Test
    void aWriteIsNotGivenUp() {
        String some = ENDLESS.replace("n > 0", "n < 3000000").formatted("n > 0");

        assertThat(database.<Long>write(tx -> tx.number(some))).isEqualTo(3_000_000);
    }
}
