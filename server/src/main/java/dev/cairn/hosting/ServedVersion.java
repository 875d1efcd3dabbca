package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.scoring.Signature;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Servable;
import java.util.concurrent.atomic.AtomicInteger;

/// A version of a model in memory. It is freed once it was let go and the last request in it has ended. Safe for use by
/// any number of threads.
public final class ServedVersion {
    /// Requests to a model in other processes, for each that it works on: they wait there, and are put together.
    private static final int TOGETHER = 16;

    private final Servable model;
    private final Gate gate;
    private final ScoringThreads threads;
    private final Pace pace = new Pace();
    private final Runnable freed;

    /// The requests in it, and one for who holds it; 0 once it is freed.
    private final AtomicInteger users = new AtomicInteger(1);

    /// @param freed what is done once it takes no memory any more
    public ServedVersion(Servable model, int concurrency, ScoringThreads threads, Runnable freed) {
        this.model = model;
        this.gate = new Gate(model.computesHere() ? concurrency : concurrency * TOGETHER);
        this.threads = threads;
        this.freed = freed;
    }

    /// What its model takes and gives.
    public Signature signature() {
        return model.model().signature();
    }

    /// Begins to use it; false if it is freed, so that the caller asks again what serves.
    public boolean enter() {
        int now = users.get();
        while (now > 0) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
            now = users.get();
        }
        return false;
    }

    /// Ends a use of it.
    public void leave() {
        if (users.decrementAndGet() == 0) {
            try {
                model.close();
            } finally {
                freed.run();
            }
        }
    }

    /// Answers a request, within [#enter] and [#leave].
    ///
    /// @param contentType of the body
    /// @param watch       of the request
    /// @throws ApiException if it has too many already
    public Answer answer(byte[] body, String contentType, Figures.Watch watch) {
        gate.enter();
        users.incrementAndGet(); // the model is worked in until that ends, whoever waits for it
        if (model.computesHere()) {
            return threads.run(pace, body.length, () -> watched(body, contentType, watch), this::ended);
        }
        try {
            return watched(body, contentType, watch);
        } finally {
            ended();
        }
    }

    private void ended() {
        gate.leave();
        leave();
    }

    private Answer watched(byte[] body, String contentType, Figures.Watch watch) {
        try {
            return model.answer(body, contentType, watch::modelBegins);
        } finally {
            watch.modelEnds();
        }
    }
}
