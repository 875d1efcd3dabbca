package dev.cairn.tracking;

import dev.cairn.http.ApiException;
import java.util.List;

/// Runs that one request changes together.
final class RunBatch {
    private static final int MOST = 1_000;

    private RunBatch() {}

    /// Their ids, each once and in one order, so that two requests never wait for each other crosswise.
    static List<String> of(List<String> runIds) {
        if (runIds.isEmpty() || runIds.size() > MOST) {
            throw ApiException.invalid("A request changes between 1 and %d runs, %d were named. Send several requests."
                    .formatted(MOST, runIds.size()));
        }
        return runIds.stream().distinct().sorted().toList();
    }
}
