package dev.cairn.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The kinds of thing that a permission is about, each with the kind that it is a part of.
///
/// Permissions are given on the roots, by id or name, and on all parts of a kind together.
public enum Resource {
    SERVER(null),
    WORKSPACE(null),
    EXPERIMENT(null),
    RUN(EXPERIMENT),
    LOGGED_MODEL(EXPERIMENT),
    ARTIFACT(EXPERIMENT),
    TRACE(EXPERIMENT),
    ASSESSMENT(TRACE),
    EVALUATION_DATASET(EXPERIMENT),
    /// Its id is that of its experiment, a slash and its name, so that a permission may be on it alone.
    SCORER(EXPERIMENT),
    SCORER_VERSION(SCORER),
    LABEL_SCHEMA(EXPERIMENT),
    REVIEW_QUEUE(EXPERIMENT),
    ISSUE(EXPERIMENT),
    JOB(null),
    REGISTERED_MODEL(null),
    MODEL_VERSION(REGISTERED_MODEL),
    /// A registered model that holds texts.
    PROMPT(null),
    PROMPT_VERSION(PROMPT),
    SERVING_ENDPOINT(null),
    /// No permission is given on it: each has a list of its own.
    SECRET_SCOPE(null);

    private final @Nullable Resource whole;

    Resource(@Nullable Resource whole) {
        this.whole = whole;
    }

    /// The kind that this is a part of; null for a root.
    public @Nullable Resource whole() {
        return whole;
    }

    /// The kind whose ids and names a permission on this may name.
    public Resource root() {
        return whole == null ? this : whole.root();
    }

    /// What stands for this where a registered model is a prompt.
    public Resource ofPrompt() {
        return switch (this) {
            case REGISTERED_MODEL -> PROMPT;
            case MODEL_VERSION -> PROMPT_VERSION;
            default -> this;
        };
    }

    /// In the middle of a sentence.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
