package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TransactionTest {
    private final TestDatabase kind;
    private final Database database;
    private final Things things;

    TransactionTest(TestDatabase kind) {
        this.kind = kind;
        database = kind.fresh();
        things = Things.in(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itKnowsItsDialect() {
        assertThat(database.read(Transaction::dialect))
                .isEqualTo(kind == TestDatabase.SQLITE ? Dialect.SQLITE : Dialect.POSTGRES);
    }

    @Test
    void aRowIsFoundOrNot() {
        things.add(1);
        assertThat(name(1)).contains("thing 1");
        assertThat(name(2)).isEmpty();
    }

    @Test
    void anUpdateCountsItsRows() {
        things.add(1);
        things.add(2);
        assertThat(database.<Integer>write(tx -> tx.update("DELETE FROM things WHERE id > ?", 0)))
                .isEqualTo(2);
        assertThat(database.<Integer>write(tx -> tx.update("DELETE FROM things WHERE id > ?", 0)))
                .isZero();
    }

    @Test
    void aNumberIsTheFirstColumnOfTheFirstRow() {
        String sql = "INSERT INTO things (id, name) VALUES (?, ?) RETURNING id";
        assertThat(database.<Long>write(tx -> tx.number(sql, 7, "seven"))).isEqualTo(7);
        Assertions.assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> database.read(tx -> tx.number("SELECT id FROM things WHERE id = 8")));
    }

    @Test
    void aListOfIdsMayBeEmptyOrLong() {
        for (long id = 0; id < 5; id++) {
            things.add(id);
        }
        assertThat(idsIn(new long[0])).isEmpty();
        assertThat(idsIn(new long[] {3, 1, 99})).containsExactly(1L, 3L);
        assertThat(idsIn(LongStream.range(2, 100_000).toArray())).containsExactly(2L, 3L, 4L);
    }

    @Test
    void moreStatementsThanAreRememberedStillRun() {
        things.add(1);
        List<Long> found = database.read(tx -> IntStream.range(0, 500)
                .mapToObj(i -> tx.number("SELECT id + %d FROM things".formatted(i)))
                .toList());
        assertThat(found).isEqualTo(LongStream.range(1, 501).boxed().toList());
    }

    @Test
    void textOfAnyAlphabetComesBackAsItWas() {
        String text = "naïve – 测试 – 🙂 – ' \" \\ % _ \n\t";
        database.write(tx -> Things.add(tx, 1, text));
        assertThat(name(1)).contains(text);
    }

    @Test
    void aRefusedUniqueOrForeignKeyOrNullIsAConstraint() {
        things.add(1);
        assertThat(refusal("INSERT INTO things (id, name) VALUES (1, 'x')").isConstraint())
                .isTrue();
        assertThat(refusal("INSERT INTO things (id, name) VALUES (2, 'thing 1')")
                        .isConstraint())
                .isTrue();
        assertThat(refusal("INSERT INTO parts (thing) VALUES (99)").isConstraint())
                .isTrue();
        assertThat(refusal("INSERT INTO parts (thing) VALUES (?)", (Object) null)
                        .isConstraint())
                .isTrue();
    }

    @Test
    void aWrongStatementIsNoConstraint() {
        assertThat(refusal("SELECT FROM WHERE").isConstraint()).isFalse();
        assertThat(refusal("DELETE FROM nowhere").isConstraint()).isFalse();
    }

    @Test
    void aRegularExpressionIsSearchedFor() {
        database.write(tx -> Things.add(tx, 1, "abc"));
        String sql = kind == TestDatabase.SQLITE
                ? "SELECT COUNT(*) FROM things WHERE name REGEXP ?"
                : "SELECT COUNT(*) FROM things WHERE name ~ ?";
        assertThat(database.<Long>read(tx -> tx.number(sql, "^ab"))).isEqualTo(1);
        assertThat(database.<Long>read(tx -> tx.number(sql, "b"))).isEqualTo(1);
        assertThat(database.<Long>read(tx -> tx.number(sql, "^b"))).isZero();
        assertThat(database.<Long>read(tx -> tx.number(sql, "B"))).isZero();
    }

    private Optional<String> name(long id) {
        return database.read(tx -> tx.find("SELECT name FROM things WHERE id = ?", row -> row.getString(1), id));
    }

    private List<Long> idsIn(long[] ids) {
        return database.read(
                tx -> tx.queryIn("SELECT id FROM things WHERE id IN (:ids) ORDER BY id", row -> row.getLong(1), ids));
    }

    private DatabaseException refusal(String sql, @Nullable Object... binds) {
        return Assertions.catchThrowableOfType(
                DatabaseException.class, () -> database.write(tx -> tx.update(sql, binds)));
    }
}
