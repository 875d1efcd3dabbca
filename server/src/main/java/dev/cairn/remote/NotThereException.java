package dev.cairn.remote;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A model does not answer in the cluster, or not yet, in a sentence for people.
public final class NotThereException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passes;
    private final transient @Nullable Future<?> until;

    private NotThereException(String message, boolean passes, @Nullable Future<?> until) {
        super(message, null, false, false);
        this.passes = passes;
        this.until = until;
    }

    /// Its pods are being started.
    static NotThereException yet(String message, Future<?> until) {
        return new NotThereException(message, true, until);
    }

    /// It will not come to answer by itself.
    static NotThereException atAll(String message) {
        return new NotThereException(message, false, null);
    }

    /// The cluster does not answer now.
    static NotThereException forNow(String message) {
        return new NotThereException(message, true, null);
    }

    /// Whether it may be otherwise in a moment.
    public boolean passes() {
        return passes;
    }

    /// Is done when it is worthwhile to ask again; null where nobody knows.
    public @Nullable Future<?> until() {
        return until;
    }
}
