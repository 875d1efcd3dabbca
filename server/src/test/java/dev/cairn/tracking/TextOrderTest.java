package dev.cairn.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.db.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Texts are compared by their bytes, also in a PostgreSQL database that was made for a language.
@ParameterizedClass
@MethodSource("databases")
class TextOrderTest {
    /// In the order of their bytes; English would have `_a 10 9 A a Ä ä b Z`.
    private static final List<String> NAMES = List.of("10", "9", "A", "Z", "_a", "a", "b", "Ä", "ä");

    private final Database database;
    private final Tracker tracker;
    private final String experiment;

    TextOrderTest(DatabaseUrl url) {
        database = Database.open(url);
        tracker = new Tracker(database);
        experiment = tracker.experiment();
        NAMES.reversed().forEach(name -> tracker.run(experiment, name));
    }

    static Stream<DatabaseUrl> databases() {
        return Stream.of(TestDatabase.SQLITE.empty(), TestDatabase.english());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void runsAreOrderedByTheBytesOfTheirNames() {
        assertThat(tracker.found(experiment, "", "run_name")).isEqualTo(NAMES);
        assertThat(tracker.found(experiment, "", "run_name DESC")).isEqualTo(NAMES.reversed());
    }

    @Test
    void aFilterComparesBytes() {
        assertThat(tracker.found(experiment, "run_name = 'A'")).containsExactly("A");
        assertThat(tracker.found(experiment, "run_name LIKE 'a'")).containsExactly("a");
        assertThat(tracker.found(experiment, "run_name RLIKE '^[a-z]$'", "run_name"))
                .containsExactly("a", "b");
    }

    @Test
    void aSearchForAnyCaseKnowsTheLettersOfAscii() {
        assertThat(tracker.found(experiment, "run_name ILIKE 'A'", "run_name")).containsExactly("A", "a");
        assertThat(tracker.found(experiment, "run_name ILIKE 'Ä'", "run_name")).containsExactly("Ä");
    }

    @Test
    void namesThatDifferInCaseAloneAreTwo() {
        assertThat(Stream.of("name", "Name", "NAME").map(tracker::experiment)).doesNotHaveDuplicates();
    }
}
