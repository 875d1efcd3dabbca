package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.db.Migrations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cairn db`: looks after the schema of the database.
@Command(name = "db", description = "Shows and upgrades the database's schema.", mixinStandardHelpOptions = true)
final class DatabaseCommand {
    @Command(description = "Shows the schema version that the database has and the one that this server knows.")
    int status(@Mixin ServerOptions options) {
        Logs.warnOnly();
        Migrations.Status status = Migrations.of(options.database()).status();
        System.out.printf(
                "%s: schema version %d, this server knows %d%n", options.database(), status.current(), status.newest());
        return status.isFromTheFuture() ? 1 : 0;
    }

    @Command(description = "Upgrades the database to the newest schema that this server knows.")
    int migrate(@Mixin ServerOptions options) {
        Logs.warnOnly();
        int applied = Migrations.of(options.database()).migrate();
        System.out.printf("%s: %d migration(s) applied%n", options.database(), applied);
        return 0;
    }
}
