package dev.cairn.db;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/// The PostgreSQL database that the migrations made, of which those of the tests are copies, and which they are again
/// after a test.
final class MigratedPostgres {
    /// What is emptied within a few milliseconds; a database with more is made anew.
    private static final long BYTES = 4L << 20;

    private static final String TABLES = "pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";
    private static final String FILLED = "SELECT relname FROM " + TABLES + " AND pg_relation_size(oid) > 0 ORDER BY 1";
    private static final String SIZE = "SELECT sum(pg_relation_size(oid)) FROM " + TABLES;
    private static final String SEQUENCES = """
            SELECT format('setval(%L, %s, %L)', oid::regclass, coalesce(pg_sequence_last_value(oid), 1),
              pg_sequence_last_value(oid) IS NOT NULL)
            FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
            """;

    /// Names of all that tables and what belongs to them is made of, and what their columns and constraints are.
    private static final String SHAPE = """
            SELECT concat_ws(' ',
              (SELECT md5(string_agg(concat_ws(' ', relname, relkind, relnatts, relchecks), ',' ORDER BY relname))
                FROM pg_class WHERE relnamespace = 'public'::regnamespace),
              (SELECT md5(string_agg(concat_ws(' ', attrelid, attnum, attname, atttypid, attnotnull, atthasdef), ','
                  ORDER BY attrelid, attnum))
                FROM pg_attribute WHERE attnum > 0 AND attrelid IN (SELECT oid FROM pg_class
                  WHERE relnamespace = 'public'::regnamespace)),
              (SELECT md5(string_agg(concat_ws(' ', conrelid, conname, pg_get_constraintdef(oid)), ','
                  ORDER BY conrelid, conname))
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace), (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_proc),
              (SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg_t%'))
            """;

    /// What the planner knows of the rows that there were.
    private static final String FORGET = """
            DELETE FROM pg_statistic WHERE starelid >= 16384;
            UPDATE pg_class SET reltuples = -1, relpages = 0
              WHERE oid >= 16384 AND relkind IN ('r', 't') AND reltuples <> -1;
            SELECT pg_stat_reset();
            """;

    private static final DatabaseUrl TEMPLATE = migrated();
    private static final String SHAPE_OF_IT =
            in(TEMPLATE, connection -> texts(connection, SHAPE)).getFirst();
    private static final Map<String, String> ROWS = in(TEMPLATE, MigratedPostgres::rows);
    private static final List<String> NUMBERS = in(TEMPLATE, connection -> texts(connection, SEQUENCES));

    static {
        TestPostgres.endSessions(TEMPLATE);
    }

    private MigratedPostgres() {}

    private static DatabaseUrl migrated() {
        DatabaseUrl url = TestPostgres.create("");
        Database.open(url).close();
        return url;
    }

    /// A new copy of it.
    static DatabaseUrl copy() {
        return TestPostgres.create("TEMPLATE " + TestPostgres.name(TEMPLATE) + " STRATEGY FILE_COPY");
    }

    /// Makes a copy what it was at first, which nobody is connected to.
    ///
    /// @return whether it is: not if its tables were changed themselves, or hold too much
    static boolean restore(DatabaseUrl copy) {
        return in(copy, connection -> {
            if (!texts(connection, SHAPE).getFirst().equals(SHAPE_OF_IT)
                    || Long.parseLong(texts(connection, SIZE).getFirst()) > BYTES) {
                return false;
            }
            List<String> filled = texts(connection, FILLED);
            execute(connection, "SET session_replication_role = replica"); // which looks for no references
            execute(connection, "DELETE FROM " + String.join("; DELETE FROM ", filled));
            execute(connection, "VACUUM " + String.join(", ", filled)); // gives back the pages, too
            execute(connection, FORGET);
            for (Map.Entry<String, String> rows : ROWS.entrySet()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + rows.getKey() + " FROM STDIN", new StringReader(rows.getValue()));
            }
            execute(connection, "SELECT " + String.join(", ", NUMBERS));
            return true;
        });
    }

    /// All rows of each table that has any, as COPY writes them.
    private static Map<String, String> rows(Connection connection) throws SQLException, IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String table : texts(connection, FILLED)) {
            StringWriter text = new StringWriter();
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", text);
            rows.put(table, text.toString());
        }
        return rows;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> T in(DatabaseUrl url, Work<T> work) {
        DatabaseUrl.Postgres postgres = (DatabaseUrl.Postgres) url;
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            return work.with(connection);
        } catch (SQLException refused) {
            throw new DatabaseException(refused);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }
}
