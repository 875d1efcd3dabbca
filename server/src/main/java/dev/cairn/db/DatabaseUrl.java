package dev.cairn.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/// Which database to use, read from the form that `mlflow server --backend-store-uri` takes.
public sealed interface DatabaseUrl {

    /// `sqlite:///relative/path.db` or `sqlite:////absolute/path.db`.
    record Sqlite(Path file) implements DatabaseUrl {
        @Override
        public String toString() {
            return "sqlite:///" + file;
        }
    }

    /// `postgresql://user:password@host:5432/database?sslmode=…`; a driver such as `+psycopg2` is ignored.
    record Postgres(String jdbcUrl, String user, String password) implements DatabaseUrl {
        @Override
        public String toString() {
            return jdbcUrl.replaceFirst("\\?.*", "");
        }
    }

    static DatabaseUrl parse(String text) {
        if (text.matches("sqlite:///(?!:memory:).+")) {
            return new Sqlite(Path.of(text.substring("sqlite:///".length())));
        }
        if (text.matches("postgres(ql)?(\\+\\w+)?://.*")) {
            return postgres(text);
        }
        throw unusable(text);
    }

    private static Postgres postgres(String text) {
        URI uri = uri(text);
        // Not the host: a URI has none where the name has an underscore, as in Docker Compose, or where there are two.
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        int at = authority.lastIndexOf('@');
        String[] user =
                at < 0 ? new String[] {"postgres"} : authority.substring(0, at).split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Postgres(
                "jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query,
                decode(user[0]),
                user.length > 1 ? decode(user[1]) : "");
    }

    private static URI uri(String text) {
        try {
            return new URI("postgresql" + text.substring(text.indexOf("://")));
        } catch (URISyntaxException malformed) {
            throw unusable(text);
        }
    }

    /// Percent signs alone: unlike in a form, a plus is a plus.
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException(
                "Cannot use the database '%s': give sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
                        .formatted(text.replaceAll("//.*@", "//…@")));
    }
}
