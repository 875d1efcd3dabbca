package dev.cairn;

import dev.cairn.audit.Audit;
import dev.cairn.audit.Verified;
import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.audit.AuditRecord;
import dev.cairn.protocol.audit.SearchAudit;
import dev.cairn.text.Ages;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn audit`: what was done and who was refused, by who has the machine; beside a server that runs or without one.
@Command(
        name = "audit",
        description = "Shows who did what, and whether the log of it is whole.",
        mixinStandardHelpOptions = true)
final class AuditCommand {
    private static final int PAGE = 1_000;

    @Command(description = "Looks at each record, whether it is as it was kept, in its place, and none is missing.")
    int verify(
            @Option(
                            names = "--expect",
                            paramLabel = "ID:SEAL",
                            description =
                                    "A record that must be there with its seal, as an earlier look or the server's log (audit_record=ID seal=SEAL) told: shows whether the end was cut off.")
                    Optional<String> expected,
            @Mixin ServerOptions options) {
        return with(options, audit -> {
            Verified verified = audit.verify(expected);
            verified.abandoned()
                    .ifPresent(when -> System.out.printf(
                            "Records up to %d cannot be verified: their key was abandoned on %s.%n",
                            verified.first() - 1, when));
            System.out.printf(
                    "Records %d to %d are whole. %d:%s%n",
                    verified.first(), verified.last(), verified.last(), verified.seal());
            verified.broken().ifPresent(why -> System.out.printf("THE LOG WAS CHANGED: %s.%n", why));
            return verified.broken().isEmpty() ? 0 : 1;
        });
    }

    @Command(description = "Prints what was done, newest first.")
    int search(@Mixin Filter filter, @Mixin ServerOptions options) {
        return with(options, audit -> {
            audit.search(filter.request(), page -> page.records().forEach(AuditCommand::print));
            return 0;
        });
    }

    @Command(description = "Prints the same as lines of JSON.")
    int export(@Mixin Filter filter, @Mixin ServerOptions options) {
        return with(options, audit -> {
            audit.tell(options.act());
            PrintStream out = System.out;
            audit.search(
                    filter.request(),
                    page -> page.records()
                            .forEach(record -> out.println(new String(Json.write(record), StandardCharsets.UTF_8))));
            return 0;
        });
    }

    private static int with(ServerOptions options, ToIntFunction<Audit> work) {
        Logs.warnOnly();
        ServerConfig config = options.config();
        try (Database database = Database.open(config.database())) {
            return work.applyAsInt(Server.audit(config, database, Server.keys(config, database)));
        } catch (ApiException refused) {
            System.err.println(refused.getMessage());
            return 2;
        }
    }

    private static void print(AuditRecord record) {
        System.out.printf(
                "%d  %s  %s%s  %s  %s%s%n",
                record.id(),
                Instant.ofEpochMilli(record.time()),
                record.actor() == null ? "anyone" : record.actor(),
                record.via() == null ? "" : " (" + record.via() + ")",
                record.action(),
                record.about().entrySet().stream()
                        .map(thing -> thing.getKey() + "=" + String.join(",", thing.getValue()))
                        .collect(Collectors.joining(" ")),
                record.outcome().equals("OK") ? "" : "  " + record.outcome());
    }

    /// Which records.
    static final class Filter {
        @Option(names = "--actor", paramLabel = "NAME", description = "What this account did.")
        private @Nullable String actor;

        @Option(
                names = "--via",
                paramLabel = "WHAT",
                description =
                        "What was done with this token=ID, session=ID or client_secret=ID, by password or by proxy.")
        private @Nullable String via;

        @Option(
                names = "--action",
                paramLabel = "ACTION",
                description = "As records have it, such as 'POST /api/2.0/mlflow/runs/create'.")
        private @Nullable String action;

        @Option(
                names = "--about",
                paramLabel = "WHAT=ID",
                description = "What was done to a thing, such as run_id=5f3c…; can be given more than once.")
        private List<String> about = List.of();

        @Option(names = "--refused", description = "Only what was refused.")
        private boolean refused;

        @Option(names = "--since", paramLabel = "AGE", description = "Not longer ago than this, such as 7d.")
        private Optional<String> since = Optional.empty();

        private SearchAudit request() {
            return new SearchAudit(
                    actor,
                    via,
                    action,
                    refused ? "REFUSED" : null,
                    about,
                    since.map(age -> System.currentTimeMillis()
                                    - Ages.setting("--since", age).toMillis())
                            .orElse(null),
                    null,
                    PAGE,
                    null);
        }
    }
}
