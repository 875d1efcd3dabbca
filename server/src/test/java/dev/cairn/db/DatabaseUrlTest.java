package dev.cairn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    static final List<Arguments> FILES = List.of(
            arguments("sqlite:///cairn.db", "cairn.db"),
            arguments("sqlite:///data/cairn.db", "data/cairn.db"),
            arguments("sqlite:////var/lib/cairn.db", "/var/lib/cairn.db"),
            arguments("sqlite:///with space.db", "with space.db"));

    static final List<Arguments> SERVERS = List.of(
            arguments("postgresql://u:p@h:5432/d", "jdbc:postgresql://h:5432/d", "u", "p"),
            arguments("postgres://u:p@h/d", "jdbc:postgresql://h/d", "u", "p"),
            arguments("postgresql+psycopg2://u:p@h/d", "jdbc:postgresql://h/d", "u", "p"),
            arguments("postgresql://h/d", "jdbc:postgresql://h/d", "postgres", ""),
            arguments("postgresql://u@h/d", "jdbc:postgresql://h/d", "u", ""),
            arguments("postgresql://u:@h/d", "jdbc:postgresql://h/d", "u", ""),
            arguments("postgresql:///d", "jdbc:postgresql:///d", "postgres", ""),
            arguments("postgresql://u:p@h/d?sslmode=require", "jdbc:postgresql://h/d?sslmode=require", "u", "p"),
            arguments("postgresql://a%40b:p%3Aq%2Fr%20s@h/d", "jdbc:postgresql://h/d", "a@b", "p:q/r s"),
            arguments("postgresql://u:p:q@h/d", "jdbc:postgresql://h/d", "u", "p:q"),
            arguments("postgresql://u:1+1@h/d", "jdbc:postgresql://h/d", "u", "1+1"),
            arguments("postgresql://u:p@my_host:5432/d", "jdbc:postgresql://my_host:5432/d", "u", "p"),
            arguments("postgresql://u:p@[::1]:5432/d", "jdbc:postgresql://[::1]:5432/d", "u", "p"),
            arguments("postgresql://u:p@h1:1,h2:2/d", "jdbc:postgresql://h1:1,h2:2/d", "u", "p"));

    @ParameterizedTest
    @FieldSource("FILES")
    void anSqliteUrlNamesAFile(String url, String file) {
        assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl.Sqlite(Path.of(file)));
    }

    @ParameterizedTest
    @FieldSource("SERVERS")
    void aPostgresUrlNamesAServerAndAUser(String url, String jdbcUrl, String user, String password) {
        assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl.Postgres(jdbcUrl, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cairn.db",
                "mysql://u:secret@h/d",
                "mysql://u:se@cret@h/d",
                "sqlite://",
                "sqlite:///",
                "sqlite:///:memory:",
                "postgres",
                "postgresql:h/d",
                "postgresqlite://u:secret@h/d",
                "postgresql://u:secret@h/a b"
            })
    void anythingElseIsRefusedWithAWordOnWhatToGive(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.parse(url))
                .withMessageContaining("sqlite:///FILE")
                .withMessageNotContaining("cret");
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(DatabaseUrl.parse("postgresql://u:secret@h/d")).hasToString("jdbc:postgresql://h/d");
    }
}
