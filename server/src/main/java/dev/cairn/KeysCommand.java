package dev.cairn;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.config.KeyPlace;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import dev.cairn.db.Database;
import dev.cairn.encryption.KeySource;
import dev.cairn.encryption.KeyState;
import dev.cairn.encryption.Keys;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn keys`: with what data are encrypted, by who has the machine; beside a server that runs or without one.
@Command(
        name = "keys",
        description = "Shows and rotates the keys that data are encrypted with.",
        mixinStandardHelpOptions = true)
final class KeysCommand {
    @Command(description = "Shows where the key is and which data keys it protects.")
    int status(@Mixin ServerOptions options) {
        return UserCommand.withDatabase(options, database -> {
            System.out.printf("Key: %s%n", source(options).place());
            Server.keys(options.config(), database).states().forEach(KeysCommand::print);
        });
    }

    @Command(
            description =
                    "Takes a new key (or, of a key file or CAIRN_KEY, the first one there), wraps all data keys with"
                            + " it, and makes new data keys. Servers that run go on.")
    int rotate(@Mixin ServerOptions options) {
        return UserCommand.withDatabase(options, database -> {
            Keys keys = Server.keys(options.config(), database);
            keys.rotate();
            System.out.println("Rotated. What was encrypted before stays readable.");
            if (!(options.config().encryption().key() instanceof KeyPlace.Kms)) {
                System.out.printf("Back up the key: %s%n", source(options).place());
            }
        });
    }

    @Command(
            name = "encrypt-artifacts",
            description =
                    "Encrypts the files of the artifact store that are not, or not with the newest key, while servers"
                            + " run.")
    int encryptArtifacts(@Mixin ServerOptions options) throws IOException {
        Logs.warnOnly();
        ServerConfig config = options.config();
        try (Database database = Database.open(config.database());
                Artifacts artifacts =
                        Server.artifacts(config, Server.keys(config, database), Server.quotas(config, database))) {
            Artifacts.Resealed done = artifacts.reseal();
            System.out.printf("Encrypted %,d files.%n", done.encrypted());
            if (done.left() > 0) {
                System.out.printf("%,d others could not be; the reasons are above. Run it again.%n", done.left());
            }
            return done.left() == 0 ? 0 : 1;
        }
    }

    @Command(
            description =
                    "Forgets the data keys of a database whose key is lost, and what they encrypted, and makes new ones."
                            + " Stop its servers first. The audit log goes on in a new chain.")
    int abandon(
            @Option(names = "--yes", required = true, description = "That this is meant.") boolean yes,
            @Mixin ServerOptions options) {
        Logs.warnOnly();
        ServerConfig config = options.config();
        try (Database database = Database.open(config.database())) {
            database.writeWhole(whole -> {
                Keys.abandon(database);
                Server.audit(config, database, Server.keys(config, database)).beginAnew(options.act());
                return true;
            });
        }
        System.out.println("Forgotten. Start the servers of this database again.");
        System.out.printf("Back up the new key: %s%n", source(options).place());
        return 0;
    }

    private static KeySource source(ServerOptions options) {
        return KeySource.of(options.config().encryption().key());
    }

    private static void print(KeyState key) {
        System.out.printf(
                "%-12s %s  made %s  with key %s  %s%n",
                key.purpose(),
                key.id(),
                Instant.ofEpochMilli(key.created()),
                key.kek(),
                key.retired() == null ? "in use" : "to read with, since " + Instant.ofEpochMilli(key.retired()));
    }
}
