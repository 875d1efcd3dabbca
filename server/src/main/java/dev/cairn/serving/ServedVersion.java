package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.LoadedModel;
import java.util.concurrent.atomic.AtomicInteger;

/// A version of a model in memory. It is freed once it was let go and the last request in it has ended. Safe for use by
/// any number of threads.
final class ServedVersion {
    private final LoadedModel model;
    private final Gate gate;
    private final ScoringThreads threads;

    /// The requests in it, and one for who holds it; 0 once it is freed.
    private final AtomicInteger users = new AtomicInteger(1);

    ServedVersion(LoadedModel model, int concurrency, ScoringThreads threads) {
        this.model = model;
        this.gate = new Gate(concurrency);
        this.threads = threads;
    }

    /// Begins to use it; false if it is freed, so that the caller asks again what serves.
    boolean enter() {
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
    void leave() {
        if (users.decrementAndGet() == 0) {
            model.close();
        }
    }

    /// Answers a request, within [#enter] and [#leave].
    ///
    /// @param contentType of the body
    /// @throws ApiException if it has too many already
    Answer answer(byte[] body, String contentType) {
        gate.enter();
        users.incrementAndGet(); // the model is worked in until that ends, whoever waits for it
        return threads.run(() -> model.answer(body, contentType), () -> {
            gate.leave();
            leave();
        });
    }
}
