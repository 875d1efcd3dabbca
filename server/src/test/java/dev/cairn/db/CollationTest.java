package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollationTest {
    private static final String TEXTS_IN_ANOTHER_ORDER = """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> 'cairn_schema_history'
              AND data_type IN ('character varying', 'text') AND collation_name IS DISTINCT FROM 'C'
            """;

    private final Database database = Database.open(TestDatabase.english());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theDatabaseItselfGoesByALanguage() {
        assertThat(rows("SELECT CAST('a' < 'B' AS VARCHAR)")).containsExactly("true");
    }

    @Test
    void everyTextIsKeptInTheOrderOfItsBytes() {
        assertThat(rows(TEXTS_IN_ANOTHER_ORDER)).isEmpty();
    }

    private List<String> rows(String sql) {
        return database.read(tx -> tx.query(sql, row -> row.getString(1)));
    }
}
