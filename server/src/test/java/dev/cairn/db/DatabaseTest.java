package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class DatabaseTest {
    private final DatabaseUrl url;
    private final Database database;
    private final Things things;

    DatabaseTest(TestDatabase kind) {
        url = kind.current();
        database = Database.openCurrent(url, Deadline.OF_A_READ, Duration.ofMinutes(1)); // for hundreds of writers
        things = Things.in(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWriteThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> database.write(tx -> {
                    Things.add(tx, 1);
                    throw ApiException.invalid("no");
                }))
                .isInstanceOf(ApiException.class)
                .hasMessage("no");
        assertThat(things.ids()).isEmpty();
    }

    @Test
    void aWriteThatTheDatabaseRefusesLeavesNothing() {
        things.add(1);
        assertThatThrownBy(() -> database.write(tx -> {
                    Things.add(tx, 2);
                    return Things.add(tx, 1);
                }))
                .isInstanceOf(DatabaseException.class);
        assertThat(things.ids()).containsExactly(1L);
    }

    @Test
    void anErrorOfAWorkReachesItsCaller() {
        assertThatThrownBy(() -> database.write(tx -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> database.read(tx -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(things.add(1)).isEqualTo(1);
    }

    @Test
    void whatWasReturnedIsInTheDatabaseAtOnceAndAfterReopening() {
        for (long id = 0; id < 20; id++) {
            things.add(id);
        }
        List<Long> all = LongStream.range(0, 20).boxed().toList();
        try (Database second = Database.open(url)) {
            assertThat(new Things(second).ids()).isEqualTo(all);
        }
        database.close();
        try (Database again = Database.open(url)) {
            assertThat(new Things(again).ids()).isEqualTo(all);
        }
    }

    @Test
    void twoHundredWritersAtOnceAllSucceed() throws InterruptedException {
        List<Object> outcomes = Together.run(200, i -> () -> things.add(i));
        assertThat(Together.failures(outcomes)).isEmpty();
        assertThat(things.ids()).isEqualTo(LongStream.range(0, 200).boxed().toList());
    }

    @Test
    void aFailingWriteTakesNothingOfItsNeighboursWithIt() throws InterruptedException {
        List<Object> outcomes = Together.run(
                300,
                i -> () -> database.write(tx -> {
                    Things.add(tx, i);
                    return switch (i % 3) {
                        case 0 -> i;
                        case 1 -> Things.add(tx, i);
                        default -> throw ApiException.invalid("no " + i);
                    };
                }));
        for (int i = 0; i < outcomes.size(); i++) {
            switch (i % 3) {
                case 0 -> assertThat(outcomes.get(i)).isEqualTo(i);
                case 1 -> assertThat(outcomes.get(i)).isInstanceOf(DatabaseException.class);
                default -> assertThat((Exception) outcomes.get(i)).hasMessage("no " + i);
            }
        }
        assertThat(things.ids())
                .isEqualTo(
                        LongStream.range(0, 300).filter(i -> i % 3 == 0).boxed().toList());
    }

    @Test
    void aReadSeesOneStateOfTheDatabase() {
        things.add(1);
        List<List<Long>> seen = database.read(tx -> {
            List<Long> before = Things.ids(tx);
            CompletableFuture.runAsync(() -> things.add(2)).join();
            return List.of(before, Things.ids(tx));
        });
        assertThat(seen).containsExactly(List.of(1L), List.of(1L));
        assertThat(things.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aReadSeesNothingThatIsNotCommitted() {
        List<Long> seen = database.write(tx -> {
            Things.add(tx, 1);
            return CompletableFuture.supplyAsync(things::ids).join();
        });
        assertThat(seen).isEmpty();
        assertThat(things.ids()).containsExactly(1L);
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> database.read(tx -> Things.add(tx, 1))).isInstanceOf(DatabaseException.class);
        assertThat(things.ids()).isEmpty();
    }

    @Test
    void aReadThatFailsLeavesTheDatabaseUsable() {
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> database.read(tx -> tx.number("SELECT nothing FROM nowhere")))
                    .isInstanceOf(DatabaseException.class);
        }
        assertThat(things.ids()).isEmpty();
    }

    @Test
    void whatIsToRunAfterTheCommitFindsTheWorkCommitted() {
        List<List<Long>> seen = Collections.synchronizedList(new ArrayList<>());
        database.write(tx -> {
            Things.add(tx, 1);
            tx.afterCommit(() -> seen.add(things.ids()));
            tx.afterCommit(() -> seen.add(List.of()));
            return seen.size();
        });
        assertThat(seen).containsExactly(List.of(1L), List.of());
    }

    @Test
    void nothingRunsAfterAWriteThatFailed() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> database.write(tx -> {
                    tx.afterCommit(() -> ran.add("after"));
                    throw ApiException.invalid("no");
                }))
                .isInstanceOf(ApiException.class);
        things.add(1);
        assertThat(ran).isEmpty();
    }

    @Test
    void afterAnActionThatFailsWritesGoOn() {
        assertThatThrownBy(() -> database.write(tx -> {
                    tx.afterCommit(() -> {
                        throw new IllegalStateException("after");
                    });
                    return Things.add(tx, 1);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("after");
        things.add(2);
        assertThat(things.ids()).containsExactly(1L, 2L);
    }

    @Test
    void whatIsReadAndWrittenInsideAWholeIsPartOfIt() {
        assertThatThrownBy(() -> database.writeWhole(tx -> {
                    things.add(1);
                    assertThat(things.ids()).containsExactly(1L);
                    throw ApiException.invalid("no");
                }))
                .hasMessage("no");
        assertThat(things.ids()).isEmpty();

        int added = database.writeWhole(tx -> things.add(1) + things.add(2));
        assertThat(added).isEqualTo(2);
        assertThat(things.ids()).containsExactly(1L, 2L);
    }

    @Test
    void aPartThatThrowsLeavesNothingAndTheWholeGoesOn() {
        List<String> told = new ArrayList<>();
        database.writeWhole(tx -> {
            things.add(1);
            assertThatThrownBy(() -> database.write(part -> {
                        part.afterCommit(() -> told.add("of the refused part"));
                        Things.add(part, 2);
                        return Things.add(part, 1);
                    }))
                    .isInstanceOf(DatabaseException.class);
            tx.afterCommit(() -> told.add("of the whole"));
            return things.add(3);
        });

        assertThat(things.ids()).containsExactly(1L, 3L);
        assertThat(told).containsExactly("of the whole");
    }

    @Test
    void aWholeWriteInsideAnotherIsAPartOfIt() {
        int added = database.writeWhole(tx -> {
            assertThatThrownBy(() -> database.writeWhole(inner -> {
                        things.add(1);
                        throw ApiException.invalid("no");
                    }))
                    .hasMessage("no");
            return database.writeWhole(inner -> things.add(2) + things.add(3));
        });

        assertThat(added).isEqualTo(2);
        assertThat(things.ids()).containsExactly(2L, 3L);
    }
}
