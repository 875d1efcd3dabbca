package dev.cairn.workers;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A model cannot be loaded yet, as something that it needs is being made.
public final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Future<?> made;

    NotReadyException(String message, Future<?> made) {
        super(message, null, false, false);
        this.made = made;
    }

    /// Is done when it is made, or cannot be made: then to load the model says why.
    public Future<?> made() {
        return made;
    }

    /// Waits for that.
    public void await() throws InterruptedException {
        try {
            made.get();
        } catch (ExecutionException | CancellationException _) {
            // which is told to who tries again
        }
    }
}
