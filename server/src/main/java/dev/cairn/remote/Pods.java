package dev.cairn.remote;

import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.invocation.Servable;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/// Pods that answer for a model, and are there as long as they are held.
public final class Pods {
    private final String release;
    private final URI invocations;
    private final PodCalls calls;
    private final Runnable freed;
    private final AtomicBoolean isHeld = new AtomicBoolean(true);

    /// @param freed is run once, when they are held no more
    Pods(String release, URI invocations, PodCalls calls, Runnable freed) {
        this.release = release;
        this.invocations = invocations;
        this.calls = calls;
        this.freed = freed;
    }

    /// Their model, which holds them until it is closed.
    ///
    /// @param folder     with what the model says of itself
    /// @param afterwards what is done once it is closed
    public Servable model(ModelFolder folder, Runnable afterwards) {
        return new RemoteModel(folder, invocations, release, calls, () -> {
            leave();
            afterwards.run();
        });
    }

    /// Holds them no more, if that was not done.
    public void leave() {
        if (isHeld.compareAndSet(true, false)) {
            freed.run();
        }
    }
}
