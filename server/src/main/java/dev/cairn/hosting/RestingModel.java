package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.http.Deadline;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A model that is freed when nobody has asked it for a time, and loaded again for the request
/// that does. Requests that come meanwhile wait for that loading, and begin none of their own. It
/// goes on where whoever waits for it gives up. Safe for use by any number of threads.
public final class RestingModel implements Servable {
    private static final Logger LOG = LoggerFactory.getLogger(RestingModel.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final String CLOSED = "The model is not served any more.";

    /// After a loading that failed, others are told the same for so long.
    private static final long RETRY_MILLIS = 5_000;

    private final ModelFolder folder;
    private final boolean computesHere;
    private final Duration idle;
    private final Supplier<Servable> opening;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// What follows is guarded by the lock, and read without it where that does no harm.
    private volatile @Nullable Servable model;

    private @Nullable CompletableFuture<Servable> loading;

    /// What is done when that has ended.
    private final List<Runnable> afterwards = new ArrayList<>();

    private int users;
    private long used;
    private long failed = Long.MIN_VALUE;
    private @Nullable ApiException failure;

    /// Why the last loading failed; null where it did not.
    private volatile @Nullable String trouble;

    private boolean isClosed;

    /// What it needs is being made: nothing is wrong, and whoever asks is to come again.
    public static final class NotYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotYet(String message) {
            super(message, null, false, false);
        }
    }

    /// @param loaded  the model, which is closed with this one or when it rests
    /// @param idle    how long nobody asks it before it rests
    /// @param opening loads it again, or throws an [ApiException] or [NotYet]
    public RestingModel(Servable loaded, Duration idle, Supplier<Servable> opening, InstantSource clock) {
        this.folder = loaded.folder();
        this.computesHere = loaded.computesHere();
        this.idle = idle;
        this.opening = opening;
        this.clock = clock;
        this.model = loaded;
        this.used = clock.millis();
    }

    /// Has it in memory, so that the next request begins at once.
    ///
    /// @param deadline until when that is waited for
    /// @throws ApiException if it cannot be loaded, or not soon enough
    public void wake(Deadline deadline) {
        begin(deadline);
        end();
    }

    /// Does something once it is not being loaded: at once, or when that has ended.
    public void whenSettled(Runnable work) {
        lock.lock();
        try {
            if (loading != null) {
                afterwards.add(work);
                return;
            }
        } finally {
            lock.unlock();
        }
        work.run();
    }

    /// Frees it, if nobody has asked it for long enough.
    ///
    /// @return whether that was done now
    public boolean restIfIdle() {
        if (!lock.tryLock()) {
            return false; // somebody begins with it
        }
        @Nullable Servable freed;
        try {
            if (users > 0 || clock.millis() - used < idle.toMillis()) {
                return false;
            }
            freed = model;
            model = null;
        } finally {
            lock.unlock();
        }
        if (freed == null) {
            return false;
        }
        freed.close();
        return true;
    }

    public boolean isAtRest() {
        return model == null;
    }

    private Servable begin(Deadline deadline) {
        CompletableFuture<Servable> coming;
        long patience = PATIENCE_NANOS;
        lock.lock();
        try {
            @Nullable Servable now = model;
            if (now != null) {
                users++;
                return now;
            }
            @Nullable CompletableFuture<Servable> underWay = loading;
            if (underWay == null) {
                underWay = load();
                patience = Long.MAX_VALUE; // as long as a loading may take, and no longer than its own deadline
            }
            coming = underWay;
            users++;
        } finally {
            lock.unlock();
        }
        boolean isThere = false;
        try {
            Servable loaded = awaited(coming, deadline, patience);
            isThere = true;
            return loaded;
        } finally {
            if (!isThere) {
                end();
            }
        }
    }

    private static Servable awaited(CompletableFuture<Servable> loading, Deadline deadline, long patience) {
        try {
            return loading.get(deadline.nanosLeft(patience), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            deadline.check();
            throw ApiException.busy("The model was scaled to zero, and is not loaded within %d seconds."
                    .formatted(TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)));
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    private CompletableFuture<Servable> load() {
        if (isClosed) {
            throw ApiException.busy(CLOSED);
        }
        if (failure != null && clock.millis() - failed < RETRY_MILLIS) {
            throw failure;
        }
        CompletableFuture<Servable> coming = new CompletableFuture<>();
        loading = coming;
        Thread.ofVirtual().name("cairn-model-wakes").start(() -> open(coming));
        return coming;
    }

    private void open(CompletableFuture<Servable> coming) {
        List<Runnable> ends = new ArrayList<>();
        try {
            Servable opened = opening.get();
            if (settle(opened, null, null, ends)) {
                coming.complete(opened);
            } else {
                ends.addFirst(opened::close);
                coming.completeExceptionally(ApiException.busy(CLOSED));
            }
        } catch (NotYet notYet) {
            ApiException refusal = ApiException.busy(String.valueOf(notYet.getMessage()));
            settle(null, refusal, trouble, ends);
            coming.completeExceptionally(refusal);
        } catch (ApiException refused) {
            settle(null, refused, refused.getMessage(), ends);
            coming.completeExceptionally(refused);
        } catch (RuntimeException | Error unforeseen) {
            settle(null, null, unforeseen.getClass().getSimpleName(), ends);
            coming.completeExceptionally(unforeseen);
        }
        ends.forEach(RestingModel::run);
    }

    /// What fails keeps nothing else from being done.
    private static void run(Runnable end) {
        try {
            end.run();
        } catch (RuntimeException failure) {
            LOG.warn("what was to be done after a model was loaded again failed", failure);
        }
    }

    /// The loading has ended.
    ///
    /// @param why  it is in trouble
    /// @param ends gets what is to be done then
    /// @return whether what was opened is in use
    private boolean settle(
            @Nullable Servable opened, @Nullable ApiException refusal, @Nullable String why, List<Runnable> ends) {
        lock.lock();
        try {
            if (!isClosed) {
                model = opened;
            }
            loading = null;
            ends.addAll(afterwards);
            afterwards.clear();
            failure = refusal;
            trouble = why;
            used = clock.millis();
            failed = used;
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            users--;
            used = clock.millis();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ModelFolder folder() {
        return folder;
    }

    @Override
    public Answer answer(byte[] body, String contentType) {
        Servable now = begin(Deadline.NONE);
        try {
            return now.answer(body, contentType);
        } finally {
            end();
        }
    }

    @Override
    public Answer answer(byte[] body, String contentType, Asker asker) {
        Servable now = begin(Deadline.NONE);
        try {
            return now.answer(body, contentType, asker);
        } finally {
            end();
        }
    }

    @Override
    public long bytesElsewhere() {
        @Nullable Servable now = model;
        return now == null ? 0 : now.bytesElsewhere();
    }

    @Override
    public Optional<Usage> usage() {
        @Nullable Servable now = model;
        return now == null ? Optional.empty() : now.usage();
    }

    /// Of one that rests it is why it could not be loaded the last time, which the next request
    /// tries again.
    @Override
    public Optional<String> trouble() {
        @Nullable Servable now = model;
        return now == null ? Optional.ofNullable(trouble) : now.trouble();
    }

    @Override
    public Predictions score(Payload payload) {
        Servable now = begin(Deadline.NONE);
        try {
            return now.score(payload);
        } finally {
            end();
        }
    }

    @Override
    public boolean computesHere() {
        return computesHere;
    }

    @Override
    public void close() {
        @Nullable Servable last;
        lock.lock();
        try {
            isClosed = true; // so that what is being loaded is closed once it is there
            last = model;
            model = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
    }
}
