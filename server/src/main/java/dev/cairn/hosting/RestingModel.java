package dev.cairn.hosting;

import dev.cairn.http.ApiException;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Predictions;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import dev.cairn.scoring.invocation.Servable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A model that is freed when nobody has asked it for a time, and loaded again by the request that does. Requests that
/// come meanwhile wait for that loading, and begin none of their own.
public final class RestingModel implements Servable {
    private static final int PATIENCE_SECONDS = 60;

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

    private int users;
    private long used;
    private long failed = Long.MIN_VALUE;
    private @Nullable ApiException failure;
    private boolean isClosed;

    /// @param loaded  the model, which is closed with this one or when it rests
    /// @param idle    how long nobody asks it before it rests
    /// @param opening loads it again
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
    /// @throws ApiException if it cannot be loaded, or not soon enough
    public void wake() {
        begin();
        end();
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

    private Servable begin() {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ApiException.busy("The model was scaled to zero, and is not loaded within %d seconds."
                        .formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
        try {
            @Nullable Servable now = model;
            if (now == null) {
                now = open();
                model = now;
            }
            users++;
            return now;
        } finally {
            lock.unlock();
        }
    }

    private Servable open() {
        if (isClosed) {
            throw ApiException.busy("The model is not served any more.");
        }
        if (failure != null && clock.millis() - failed < RETRY_MILLIS) {
            throw failure;
        }
        try {
            Servable opened = opening.get();
            failure = null;
            return opened;
        } catch (ApiException refused) {
            failure = refused;
            failed = clock.millis();
            throw refused;
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
        Servable now = begin();
        try {
            return now.answer(body, contentType);
        } finally {
            end();
        }
    }

    @Override
    public Answer answer(byte[] body, String contentType, Asker asker) {
        Servable now = begin();
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

    @Override
    public Optional<String> trouble() {
        @Nullable Servable now = model;
        return now == null ? Optional.empty() : now.trouble();
    }

    @Override
    public Predictions score(Payload payload) {
        Servable now = begin();
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
            isClosed = true;
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
