package dev.cairn.db;

import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;

/// Brings a database to this server's schema, and tells where it stands.
public final class Migrations {
    private final Flyway flyway;

    private Migrations(Flyway flyway) {
        this.flyway = flyway;
    }

    /// The migrations of a database; the file of an embedded one is made if it is not there.
    public static Migrations of(DatabaseUrl url) {
        createFile(url);
        return switch (url) {
            case DatabaseUrl.Sqlite sqlite -> of(SqliteEngine.dataSource(sqlite.file()), Dialect.SQLITE);
            case DatabaseUrl.Postgres postgres -> of(dataSource(postgres), Dialect.POSTGRES);
        };
    }

    /// SQLite gives the files beside the database the mode that the database has.
    private static void createFile(DatabaseUrl url) {
        if (url instanceof DatabaseUrl.Sqlite(Path file)) {
            try {
                OwnerOnly.file(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static Migrations of(DataSource source, Dialect dialect) {
        return new Migrations(Flyway.configure()
                .dataSource(source)
                .locations(dialect.migrations())
                .placeholders(dialect.placeholders())
                .table("cairn_schema_history")
                .baselineOnMigrate(false)
                .validateMigrationNaming(true)
                .load());
    }

    private static DataSource dataSource(DatabaseUrl.Postgres url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        return source;
    }

    /// Applies what is missing, each file in a transaction of its own.
    ///
    /// @return the number of files applied
    /// @throws SchemaException when the database was written by a newer server, or cannot be upgraded
    public int migrate() {
        MigrationInfoService info = flyway.info();
        Status status = status(info);
        if (status.isFromTheFuture()) {
            throw new SchemaException(
                    "The database has schema version %s, this server knows up to %s. Start a newer Cairn on it."
                            .formatted(status.current(), status.newest()));
        }
        if (isCurrent(info)) {
            return 0;
        }
        try {
            MigrateResult result = flyway.migrate();
            return result.migrationsExecuted;
        } catch (org.flywaydb.core.api.FlywayException failure) {
            throw new SchemaException("The database could not be upgraded: " + failure.getMessage(), failure);
        }
    }

    /// Whether all was applied as it is here, so that no second look, with locks and all, is needed.
    private static boolean isCurrent(MigrationInfoService info) {
        return Arrays.stream(info.all())
                .allMatch(migration -> migration.getState() == MigrationState.SUCCESS
                        && migration.isChecksumMatching()
                        && migration.isDescriptionMatching()
                        && migration.isTypeMatching());
    }

    public Status status() {
        return status(flyway.info());
    }

    private static Status status(MigrationInfoService info) {
        MigrationInfo current = info.current();
        int newest = Arrays.stream(info.all())
                .filter(migration -> !migration.getState().name().startsWith("FUTURE"))
                .filter(migration -> migration.getVersion() != null)
                .mapToInt(migration -> Integer.parseInt(migration.getVersion().getVersion()))
                .max()
                .orElse(0);
        int applied = current == null || current.getVersion() == null
                ? 0
                : Integer.parseInt(current.getVersion().getVersion());
        return new Status(applied, newest);
    }

    /// Where a database stands.
    ///
    /// @param current the version that the database has, 0 for an empty one
    /// @param newest  the newest version that this server knows
    public record Status(int current, int newest) {
        public boolean isFromTheFuture() {
            return current > newest;
        }
    }
}
