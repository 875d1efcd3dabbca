package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresEngineTest {
    private final Database database = TestDatabase.POSTGRES.fresh();
    private final Things things = Things.in(database);
    private final List<Integer> tries = new ArrayList<>();
    private final List<Integer> afterwards = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTransactionThatIsTurnedDownForNowIsTriedAgain() {
        assertThat(tryUntil(3, "40001")).isEqualTo(1);
        assertThat(tries).containsExactly(1, 2, 3);
        assertThat(afterwards).containsExactly(3);
        assertThat(things.ids()).containsExactly(1L);
    }

    @Test
    void aDeadlockIsTriedAgain() {
        assertThat(tryUntil(2, "40P01")).isEqualTo(1);
        assertThat(tries).containsExactly(1, 2);
    }

    @Test
    void afterSomeTriesTheCallerHearsOfIt() {
        assertThatThrownBy(() -> tryUntil(1_000, "40001"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        assertThat(tries).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(afterwards).isEmpty();
        assertThat(things.ids()).isEmpty();
    }

    @Test
    void whatWillFailAgainIsNotTriedAgain() {
        assertThatThrownBy(() -> tryUntil(2, "23505")).isInstanceOf(DatabaseException.class);
        assertThat(tries).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P02", "57P03"})
    void aLostConnectionIsUnavailableAndNotTriedAgain(String sqlState) {
        assertThatThrownBy(() -> tryUntil(2, sqlState))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        busy -> assertThat(busy.code()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        assertThat(tries).containsExactly(1);
        assertThat(afterwards).isEmpty();
        assertThat(things.ids()).isEmpty();
    }

    @Test
    void aConnectionThatIsCutIsReplaced() {
        assertThatThrownBy(() -> database.write(tx -> {
                    Things.add(tx, 1);
                    return tx.number("SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS INTEGER)");
                }))
                .hasMessage("The database went away; nothing was stored. Try again shortly.");
        assertThat(things.add(2)).isEqualTo(1);
        assertThat(things.ids()).containsExactly(2L);
    }

    @Test
    void aConnectionThatIsCutWhileItCommitsLeavesItOpenWhetherItIsStored() {
        database.write(tx -> tx.update("""
                CREATE FUNCTION cut() RETURNS TRIGGER LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
                """));
        database.write(tx -> tx.update("""
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION cut()
                """));
        assertThatThrownBy(() -> tryUntil(1, ""))
                .hasMessage("The database went away before it confirmed the request, which may or may not be stored. "
                        + "Try again shortly.");
        assertThat(tries).containsExactly(1);
        assertThat(afterwards).isEmpty();
    }

    /// Adds a thing in a transaction that PostgreSQL turns down until the given try.
    private int tryUntil(int success, String sqlState) {
        return database.write(tx -> {
            tries.add(tries.size() + 1);
            int now = tries.size();
            tx.afterCommit(() -> afterwards.add(now));
            int added = Things.add(tx, 1);
            if (now < success) {
                tx.update("DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '%s'; END $$".formatted(sqlState));
            }
            return added;
        });
    }
}
