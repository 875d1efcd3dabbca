package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.scoring.MlModel;
import dev.cairn.scoring.Signature;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A version of a model in memory. It is freed once it was let go and the last request in it has ended. Safe for use by
/// any number of threads.
public final class ServedVersion {
    /// Requests to a model in other processes, for each that it works on: they wait there, and are put together.
    private static final int TOGETHER = 16;

    private final Servable model;
    private final Turnstile turnstile;
    private final ScoringThreads threads;
    private final Pace pace = new Pace();
    private final Runnable freed;

    /// The requests in it, and one for who holds it; 0 once it is freed.
    private final AtomicInteger users = new AtomicInteger(1);

    /// @param freed what is done once it takes no memory any more
    public ServedVersion(Servable model, int concurrency, ScoringThreads threads, Runnable freed) {
        this.model = model;
        this.turnstile = new Turnstile(model.computesHere() ? concurrency : concurrency * TOGETHER);
        this.threads = threads;
        this.freed = freed;
    }

    /// What its model says of itself.
    public MlModel model() {
        return model.model();
    }

    /// What its model takes and gives.
    public Signature signature() {
        return model().signature();
    }

    /// Whether this server scores it in its own process.
    public boolean computesHere() {
        return model.computesHere();
    }

    /// Frees its memory for a while, if it is one that does so and nobody has asked it for long enough.
    ///
    /// @return whether that was done now
    public boolean restIfIdle() {
        return model instanceof RestingModel resting && resting.restIfIdle();
    }

    /// Whether it takes no memory until somebody asks it.
    public boolean isAtRest() {
        return model instanceof RestingModel resting && resting.isAtRest();
    }

    /// The figures of its entity, under the name of that.
    ///
    /// @param version which it is of its model
    /// @param figures of it and of those that answered before it
    public MetricsText.Entity figures(String entity, String version, int concurrency, VersionFigures figures) {
        return MetricsText.Entity.of(model, entity, version, concurrency, figures);
    }

    /// Why it answers nobody now, as [Servable#trouble] says it.
    public Optional<String> trouble() {
        return model.trouble();
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

    /// Whether it has as many requests as it can hold, so that one more would be refused.
    public boolean isFull() {
        return turnstile.isFull();
    }

    /// The refusal of one more.
    public ApiException full() {
        return turnstile.full();
    }

    /// Answers a request to `/invocations`, within [#enter] and [#leave].
    ///
    /// @param contentType of the body
    /// @param watch       of the request
    /// @throws ApiException if it has too many already
    public Answer answer(byte[] body, String contentType, Figures.Watch watch) {
        return answer(
                Pace.weight(body.length, contentType),
                (model, told) -> model.answer(body, contentType, told),
                new Watched(watch, Asker.NOBODY),
                Deadline.NONE,
                () -> {});
    }

    /// What a model is asked.
    @FunctionalInterface
    public interface Question<A> {
        /// Asks it.
        ///
        /// @param told when the model begins
        A ask(Servable model, Asker told);
    }

    /// Answers a request, within [#enter] and [#leave], with an answer that may come in parts, and a body that is in
    /// use until the model has ended with it, be it after this. A request whose answer comes in parts has its place
    /// among those that are worked on until its end: that long the model works on it.
    ///
    /// @param bytes    that came with it, as [Pace] judges them
    /// @param asker    who takes the parts
    /// @param deadline when it is given up, as when the server stops: it is not begun with, or goes on unheeded
    /// @param ended    is told so, once, also where the model never begins
    /// @throws ApiException if it has too many already
    public <A> A answer(int bytes, Question<A> question, Watched asker, Deadline deadline, Runnable ended) {
        try {
            deadline.check();
            turnstile.enter(deadline);
        } catch (ApiException refused) {
            ended.run();
            throw refused;
        }
        users.incrementAndGet(); // the model is worked in until that ends, whoever waits for it
        if (model instanceof RestingModel resting) {
            wake(resting, deadline, ended);
        }
        long began = turnstile.now(); // that it was loaded says nothing of those to come
        AtomicBoolean wasAsked = new AtomicBoolean();
        Runnable whenEnded = () -> {
            if (wasAsked.get()) {
                turnstile.leave(began);
            } else {
                turnstile.leave();
            }
            try {
                ended.run();
            } finally {
                leave(); // last, as it may free the model, which may fail
            }
        };
        Question<A> noted = (asked, told) -> {
            wasAsked.set(true);
            return question.ask(asked, told);
        };
        return deadline.within(() -> begun(bytes, noted, asker, whenEnded));
    }

    private <A> A begun(int bytes, Question<A> question, Watched asker, Runnable whenEnded) {
        if (model.computesHere()) {
            return threads.run(pace, bytes, () -> watched(question, asker), whenEnded);
        }
        try {
            return watched(question, asker);
        } finally {
            whenEnded.run();
        }
    }

    /// On the thread of the request: those that score have no time to wait for a loading. That
    /// goes on where the request is given up, for others wait for it, too; it has its place until
    /// then, so that the model is not freed meanwhile.
    private void wake(RestingModel resting, Deadline deadline, Runnable bodyEnded) {
        boolean isAwake = false;
        try {
            resting.wake(deadline);
            isAwake = true;
        } finally {
            if (!isAwake) {
                bodyEnded.run();
                resting.whenSettled(() -> {
                    turnstile.leave();
                    leave();
                });
            }
        }
    }

    private <A> A watched(Question<A> question, Watched asker) {
        try {
            return question.ask(model, asker);
        } finally {
            asker.watch().modelEnds();
        }
    }
}
