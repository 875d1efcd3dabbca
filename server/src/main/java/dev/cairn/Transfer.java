package dev.cairn;

import dev.cairn.config.ServerOptions;
import dev.cairn.importing.Importing;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import java.io.IOException;

/// What import and export have in common: open stores, progress that is told, and a report at the end.
final class Transfer {
    private Transfer() {}

    /// Does the work and prints its report.
    ///
    /// @return the exit code: 0 if everything went well, 1 if not
    static int run(ServerOptions options, Work work) throws IOException {
        Logs.warnOnly();
        try (OpenStores stores = OpenStores.of(options)) {
            Report report = options.act().call(() -> work.run(stores.importing(), new Progress(System.out)));
            System.out.print(report.text());
            return report.isClean() ? 0 : 1;
        }
    }

    @FunctionalInterface
    interface Work {
        Report run(Importing importing, Progress progress) throws IOException;
    }
}
