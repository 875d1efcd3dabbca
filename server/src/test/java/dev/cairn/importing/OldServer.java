package dev.cairn.importing;

import dev.cairn.db.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/// The database of an MLflow server, made for a test.
final class OldServer {
    private final DatabaseUrl url;

    private OldServer(DatabaseUrl url) {
        this.url = url;
    }

    /// A database with the tables of a script below `importing/`.
    static OldServer with(DatabaseUrl url, String script) {
        OldServer server = new OldServer(url);
        server.execute(text(script).replaceAll("(?m)^--.*$", "").split(";\n"));
        return server;
    }

    /// A database with an experiment `1`, a run of it, a logged model, and a registered model with two versions.
    static OldServer withEverything(DatabaseUrl url, String artifacts) {
        OldServer server = with(url, "mlflow-3.sql");
        server.execute(text("everything.sql").replace("ARTIFACTS", artifacts).split(";\n"));
        return server;
    }

    /// The same, with the files of its logged model.
    static OldServer withEverything(DatabaseUrl url, Path artifacts) throws IOException {
        Path model = artifacts.resolve("7/models/m-00000000000000000000000000000001/artifacts");
        Files.createDirectories(model);
        Files.writeString(model.resolve("MLmodel"), "flavors: {}");
        return withEverything(url, artifacts.toString());
    }

    private static String text(String script) {
        try (InputStream in = OldServer.class.getResourceAsStream("/importing/" + script)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private Connection connect() throws SQLException {
        return switch (url) {
            case DatabaseUrl.Sqlite sqlite -> DriverManager.getConnection("jdbc:sqlite:" + sqlite.file());
            case DatabaseUrl.Postgres postgres ->
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        };
    }

    /// The source as a person names it.
    String source() {
        return switch (url) {
            case DatabaseUrl.Sqlite sqlite -> sqlite.file().toString();
            case DatabaseUrl.Postgres postgres ->
                "postgresql://" + postgres.user() + "@" + postgres.jdbcUrl().replaceFirst("jdbc:postgresql://", "");
        };
    }
}
