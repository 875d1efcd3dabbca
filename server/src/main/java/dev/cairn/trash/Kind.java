package dev.cairn.trash;

import dev.cairn.access.Resource;
import dev.cairn.http.ApiException;
import java.util.Arrays;
import java.util.Locale;

/// What can be in the trash, in the order in which it is purged.
enum Kind {
    RUN("runs", Resource.RUN),
    LOGGED_MODEL("logged_models", Resource.LOGGED_MODEL),
    TRACE("deleted_traces", Resource.TRACE),
    EXPERIMENT("experiments", Resource.EXPERIMENT);

    private final String table;
    private final Resource resource;

    Kind(String table, Resource resource) {
        this.table = table;
        this.resource = resource;
    }

    String table() {
        return table;
    }

    /// What a permission on it is about.
    Resource resource() {
        return resource;
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
