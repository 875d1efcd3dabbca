package dev.cairn.tracking.experiments;

import dev.cairn.http.ApiException;

/// The lifecycle stages of experiments, runs and logged models, as they are stored and sent.
public final class Lifecycle {
    public static final String ACTIVE = "active";
    public static final String DELETED = "deleted";

    /// Of what is on its way out of the trash for good; nobody sees it.
    static final String PURGING = "purging";

    private Lifecycle() {}

    /// The stage of what comes from another server, if it may have that.
    public static String checked(String stage) {
        if (!stage.equals(ACTIVE) && !stage.equals(DELETED)) {
            throw ApiException.invalid("Unknown lifecycle stage '%s'.".formatted(stage));
        }
        return stage;
    }

    public static void requireActive(String kind, Object id, String stage) {
        if (!stage.equals(ACTIVE)) {
            throw ApiException.invalid(
                    "The %s %s must be in the 'active' state. Current state is %s.".formatted(kind, id, stage));
        }
    }
}
