package dev.cairn;

import dev.cairn.access.PrincipalKind;
import dev.cairn.config.OidcConfig;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.identity.Identity;
import dev.cairn.identity.Profile;
import dev.cairn.permissions.Permissions;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn user`: accounts, by who has the machine; beside a server that runs or without one.
@Command(
        name = "user",
        description = "Adds, lists and removes accounts, and sets passwords.",
        mixinStandardHelpOptions = true)
final class UserCommand {
    @Command(description = "Adds an account; asks for its password, or reads it from the standard input.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--admin", description = "An administrator's, who may do everything.") boolean admin,
            @Mixin ServerOptions options)
            throws IOException {
        String password = password();
        return with(options, identity -> {
            identity.addUser(name, password, admin);
            System.out.printf("Added %s%s.%n", name, admin ? ", an administrator" : "");
            System.out.println("A server that runs without asking who calls asks once it is started again.");
        });
    }

    @Command(description = "Lists the accounts.")
    int list(@Mixin ServerOptions options) {
        return with(options, identity -> identity.profiles(PrincipalKind.USER).forEach(UserCommand::print));
    }

    @Command(description = "Sets a password; asks for it, or reads it from the standard input.")
    int password(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) throws IOException {
        String password = password();
        return with(options, identity -> {
            identity.setPassword(name, password);
            System.out.printf("%s has a new password; browsers must sign in again.%n", name);
        });
    }

    @Command(description = "Makes somebody an administrator, or no longer.")
    int admin(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--revoke", description = "No longer.") boolean revoke,
            @Mixin ServerOptions options) {
        return with(options, identity -> {
            identity.setAdmin(name, !revoke);
            System.out.printf("%s is %s administrator.%n", name, revoke ? "no longer an" : "an");
        });
    }

    @Command(description = "Keeps somebody out, at once: their tokens, their password and their browsers open nothing.")
    int disable(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, identity -> {
            identity.setActive(name, false);
            System.out.printf("%s can no longer sign in.%n", name);
        });
    }

    @Command(description = "Lets somebody in again who was disabled.")
    int enable(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, identity -> {
            identity.setActive(name, true);
            System.out.printf("%s can sign in.%n", name);
        });
    }

    @Command(description = "Ties an account to somebody whom a provider or a proxy knows.")
    int link(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--subject",
                            required = true,
                            paramLabel = "ID",
                            description =
                                    "As what the provider knows them: the server's log tells it of who was refused.")
                    String subject,
            @Option(
                            names = "--issuer",
                            paramLabel = "ISSUER",
                            description = "Who knows them: proxy for one in front. Default: that of --oidc-issuer.")
                    @Nullable
                    String issuer,
            @Mixin ServerOptions options) {
        String known = issuer == null ? issuerOf(options) : issuer;
        return with(options, identity -> {
            identity.link(name, known, subject);
            System.out.printf("%s signs in as '%s' of %s.%n", name, subject, known);
        });
    }

    private static String issuerOf(ServerOptions options) {
        OidcConfig oidc = options.config().signOn().oidc();
        if (oidc == null) {
            throw new IllegalArgumentException("Say with --issuer who knows them, or with --oidc-issuer and the rest.");
        }
        return oidc.issuer().toString();
    }

    @Command(description = "Unties an account from all providers, and signs its browsers out.")
    int unlink(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, identity -> System.out.printf("%s is untied from %d.%n", name, identity.unlink(name)));
    }

    @Command(description = "Removes an account with its tokens and sessions.")
    int delete(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions options) {
        return with(options, identity -> {
            identity.deleteUser(name);
            System.out.printf("Removed %s.%n", name);
        });
    }

    static void print(Profile profile) {
        System.out.printf(
                "%s%s%s%s%n",
                profile.user().username(),
                profile.said().displayName() == null
                        ? ""
                        : "  " + profile.said().displayName(),
                profile.user().isAdmin() ? "  (administrator)" : "",
                profile.said().isActive() ? "" : "  (disabled)");
    }

    /// Does something with the accounts of a server's database, and says in a line why it could not.
    static int with(ServerOptions options, Consumer<Identity> work) {
        return withDatabase(
                options,
                database -> work.accept(new Identity(database, new Permissions(database), InstantSource.system())));
    }

    /// The same with all of the database.
    static int withDatabase(ServerOptions options, Consumer<Database> work) {
        Logs.warnOnly();
        ServerConfig config = options.config();
        try (Database plain = Database.open(config.database())) {
            Database database =
                    Server.audit(config, plain, Server.keys(config, plain)).database();
            return options.act().call(() -> {
                work.accept(database);
                return 0;
            });
        } catch (ApiException refused) {
            System.err.println(refused.getMessage());
            return 2;
        }
    }

    private static String password() throws IOException {
        Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (terminal.isPresent()) {
            return new String(terminal.get().readPassword("Password: "));
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = input.readLine();
        if (line == null) {
            throw new IllegalArgumentException("No password: give it on the standard input, a line of its own.");
        }
        return line;
    }
}
