package dev.cairn.trash;

import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.Locale;

/// What can be in the trash, in the order in which it is purged.
enum Kind {
    RUN("runs"),
    LOGGED_MODEL("logged_models"),
    TRACE("deleted_traces"),
    EXPERIMENT("experiments");

    private final String table;

    Kind(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "Invalid kind '%s': it is experiment, run, logged_model or trace.".formatted(wireName)));
    }
}
