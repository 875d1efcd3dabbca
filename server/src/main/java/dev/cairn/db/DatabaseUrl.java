package dev.cairn.db;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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
        if (text.startsWith("sqlite:///")) {
            return new Sqlite(Path.of(text.substring("sqlite:///".length())));
        }
        if (text.startsWith("postgres")) {
            return postgres(text);
        }
        throw new IllegalArgumentException(
                "Cannot use the database '%s': give sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/DATABASE."
                        .formatted(text.replaceAll("//[^@/]*@", "//…@")));
    }

    private static Postgres postgres(String text) {
        URI uri = URI.create("postgresql" + text.substring(text.indexOf("://")));
        String[] user = uri.getRawUserInfo() == null
                ? new String[] {"postgres"}
                : uri.getRawUserInfo().split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Postgres(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decode(user[0]),
                user.length > 1 ? decode(user[1]) : "");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
