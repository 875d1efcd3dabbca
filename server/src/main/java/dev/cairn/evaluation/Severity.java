package dev.cairn.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How grave an issue is.
final class Severity {
    /// The names on the wire, the least grave first.
    static final List<String> NAMES = List.of("not_an_issue", "low", "medium", "high");

    private Severity() {}

    /// The place of a severity among all, -1 for none.
    static int rank(@Nullable String severity) {
        return NAMES.indexOf(severity == null ? "" : severity);
    }
}
