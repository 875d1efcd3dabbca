package dev.cairn.remote;

import dev.cairn.protocol.serving.ServedReason.Finding;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A model does not answer in the cluster, or not yet, in a sentence for people.
public final class NotThereException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passes;
    private final transient @Nullable Finding found;
    private final transient @Nullable Future<?> until;

    private NotThereException(String message, boolean passes, @Nullable Finding found, @Nullable Future<?> until) {
        super(message, null, false, false);
        this.passes = passes;
        this.found = found;
        this.until = until;
    }

    /// Its pods are being started.
    static NotThereException yet(String message, Future<?> until) {
        return new NotThereException(message, true, null, until);
    }

    /// It will not come to answer by itself.
    static NotThereException atAll(String message, Finding found) {
        return new NotThereException(message, false, found, null);
    }

    /// The cluster does not answer now.
    static NotThereException forNow(String message, Finding found) {
        return new NotThereException(message, true, found, null);
    }

    /// Whether it may be otherwise in a moment.
    public boolean passes() {
        return passes;
    }

    /// What the message says, in values; null while pods are being started.
    public @Nullable Finding found() {
        return found;
    }

    /// Is done when it is worthwhile to ask again; null where nobody knows.
    public @Nullable Future<?> until() {
        return until;
    }
}
