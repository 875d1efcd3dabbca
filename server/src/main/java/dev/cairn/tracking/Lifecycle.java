package dev.cairn.tracking;

import dev.cairn.http.ApiException;

/// The lifecycle stages of experiments, runs and logged models, as they are stored and sent.
final class Lifecycle {
    static final String ACTIVE = "active";
    static final String DELETED = "deleted";

    /// Of what is on its way out of the trash for good; nobody sees it.
    static final String PURGING = "purging";

    private Lifecycle() {}

    static void requireActive(String kind, Object id, String stage) {
        if (!stage.equals(ACTIVE)) {
            throw ApiException.invalid(
                    "The %s %s must be in the 'active' state. Current state is %s.".formatted(kind, id, stage));
        }
    }
}
