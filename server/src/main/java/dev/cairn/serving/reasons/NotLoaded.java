package dev.cairn.serving.reasons;

import dev.cairn.protocol.serving.ServedReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Why a version cannot be served, in a sentence for people.
public final class NotLoaded extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ServedReason reason;
    private final boolean passes;
    private final transient @Nullable Future<?> until;

    public NotLoaded(ServedReason reason) {
        this(reason, false);
    }

    public NotLoaded(ServedReason reason, boolean passes) {
        this(reason, passes, null);
    }

    /// @param passes whether it may be otherwise in a moment
    /// @param until  is done when what is being made is there; null where nothing is
    public NotLoaded(ServedReason reason, boolean passes, @Nullable Future<?> until) {
        super(ServedReasons.sentence(reason), null, false, false);
        this.reason = reason;
        this.passes = passes;
        this.until = until;
    }

    /// The same in values.
    public ServedReason reason() {
        return reason;
    }

    /// Whether it may be otherwise in a moment, as where a store does not answer.
    public boolean passes() {
        return passes;
    }

    /// Whether something is being made that it needs.
    public boolean waits() {
        return until != null;
    }

    /// What is waited for before it is tried again.
    public Future<?> until() {
        return until == null ? CompletableFuture.completedFuture(null) : until;
    }
}
