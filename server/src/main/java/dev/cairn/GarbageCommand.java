package dev.cairn;

import dev.cairn.config.ServerConfig;
import dev.cairn.config.ServerOptions;
import dev.cairn.http.ApiException;
import dev.cairn.importing.Stores;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.TrashItem;
import dev.cairn.trash.Trash;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn gc`: removes what is in the trash for good, beside a server that runs or without one.
@Command(
        name = "gc",
        description = "Removes deleted experiments, runs, logged models and traces for good, with their artifacts.")
final class GarbageCommand implements Callable<Integer> {
    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Only what was deleted longer ago, such as 30d or 1d12h. Default: everything in the trash.")
    private @Nullable String olderThan;

    @Option(
            names = "--experiment-ids",
            paramLabel = "ID",
            split = ",",
            description = "Only these experiments and what belongs to them.")
    private List<String> experimentIds = List.of();

    @Option(names = "--run-ids", paramLabel = "ID", split = ",", description = "Only these runs.")
    private List<String> runIds = List.of();

    @Option(names = "--logged-model-ids", paramLabel = "ID", split = ",", description = "Only these logged models.")
    private List<String> loggedModelIds = List.of();

    @Option(names = "--trace-ids", paramLabel = "ID", split = ",", description = "Only these traces.")
    private List<String> traceIds = List.of();

    @Option(names = "--dry-run", description = "Says what would be removed, and removes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Logs.warnOnly();
        ServerConfig config = options.config();
        try (OpenStores open = OpenStores.of(options)) {
            Stores stores = Server.stores(config, open.database(), open.artifacts(), open.live());
            return report(Server.trash(config, stores, open.database(), open.live()));
        }
    }

    private int report(Trash trash) {
        PurgeTrash request = new PurgeTrash(experimentIds, runIds, loggedModelIds, traceIds, olderThan, true, dryRun);
        try {
            Trash.Purged outcome = options.act().call(() -> trash.purge(request));
            PurgeTrash.Response purged = outcome.response();
            System.out.printf(
                    "%s %d experiment(s), %d run(s), %d logged model(s), %d trace(s)%n",
                    dryRun ? "Would remove" : "Removed",
                    purged.experiments(),
                    purged.runs(),
                    purged.loggedModels(),
                    purged.traces());
            purged.kept().forEach(GarbageCommand::printKept);
            if (purged.more() != null) {
                System.out.println("There is more: this is as much as is looked at without removing it.");
            }
            if (outcome.putOff() > 0) {
                System.err.printf(
                        "%d of these, or of what was purged before, could not be removed yet: the log has the reason."
                                + " Run this again, or let the server go on with it.%n",
                        outcome.putOff());
                return 1;
            }
            return 0;
        } catch (ApiException refused) {
            System.err.println(refused.getMessage());
            return 2;
        }
    }

    private static void printKept(TrashItem item) {
        System.out.printf("Kept %s %s (%s): %s%n", item.kind(), item.id(), item.name(), item.keptBecause());
    }
}
