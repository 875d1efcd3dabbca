package dev.cairn.webhooks;

import dev.cairn.db.Database;
import dev.cairn.outgoing.Answer;
import dev.cairn.webhooks.QueueStore.Queue;
import dev.cairn.webhooks.QueueStore.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits. What is of one webhook and one model goes out in the order in which it
/// happened, each thing at least once: a server takes a queue for a while, sends what is at its
/// head, and notes what became of it. One that dies in between has sent something that is sent
/// again, by whoever takes the queue when that while is over.
final class Deliverer implements AutoCloseable {
    /// For which a server has a queue: longer than an attempt takes.
    static final Duration LEASE = Duration.ofSeconds(75);

    private static final int NONE = 0;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final Database database;
    private final Sending sending;
    private final InstantSource clock;
    private final Places places = new Places();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("cairn-webhook-", 0).factory());

    private volatile boolean isOver;

    Deliverer(Database database, Sending sending, InstantSource clock) {
        this.database = database;
        this.sending = sending;
        this.clock = clock;
    }

    /// Begins with what is due and has a place; the rest has its turn when one is free.
    void turn() {
        long now = clock.millis();
        for (Queue queue : database.read(tx -> new QueueStore(tx).due(now, Places.OF_WEBHOOK))) {
            if (!isOver && places.take(queue.webhook(), queue.workspace())) {
                begin(queue);
            }
        }
    }

    private void begin(Queue queue) {
        try {
            threads.execute(() -> {
                try {
                    boolean goesOn = true;
                    while (goesOn && !isOver) {
                        goesOn = sendHead(queue);
                    }
                } catch (RuntimeException failure) { // the lease ends, and it has another turn
                    LOG.warn("webhook={} what waits for it is sent later", queue.webhook(), failure);
                } finally {
                    places.giveBack(queue.webhook(), queue.workspace());
                }
            });
        } catch (RejectedExecutionException over) {
            places.giveBack(queue.webhook(), queue.workspace());
        }
    }

    /// Sends what is at the head of a queue, and returns whether the next one may follow at once.
    boolean sendHead(Queue queue) {
        long now = clock.millis();
        long until = now + LEASE.toMillis();
        Optional<Work> taken = database.write(tx -> {
            tx.untold();
            QueueStore store = new QueueStore(tx);
            return store.take(queue, now, until) ? work(store, queue, until) : Optional.<Work>empty();
        });
        return taken.isPresent() && send(queue, taken.get(), until);
    }

    private static Optional<Work> work(QueueStore store, Queue queue, long until) {
        Optional<Waiting> head = store.head(queue);
        if (head.isEmpty()) {
            store.remove(queue);
            return Optional.empty();
        }
        Optional<StoredWebhook> webhook =
                store.webhook(queue).filter(found -> found.status().equals(StoredWebhook.ACTIVE));
        if (webhook.isEmpty()) {
            store.giveBack(queue, until, NONE); // it waits until the webhook is switched on again
        }
        return webhook.map(found -> new Work(found, head.get()));
    }

    private boolean send(Queue queue, Work work, long until) {
        Optional<Answer> answer = Optional.empty();
        @Nullable String error = null;
        try {
            answer = Optional.of(sending.send(work.webhook, work.waiting.deliveryId(), work.waiting.body()));
        } catch (IOException failure) {
            error = failure.getMessage();
        }
        if (isOver && answer.isEmpty()) {
            giveBack(queue, until);
            return false;
        }
        return note(queue, work.waiting, until, answer, error);
    }

    private boolean note(Queue queue, Waiting waiting, long until, Optional<Answer> answer, @Nullable String error) {
        long now = clock.millis();
        boolean isTaken = answer.filter(got -> got.status() >= OK && got.status() < REDIRECT)
                .isPresent();
        boolean isGivenUp = !isTaken && now - waiting.since() >= Backoff.GIVEN_UP.toMillis();
        boolean isOut = isTaken || isGivenUp;
        @Nullable Integer status = answer.map(Answer::status).orElse(null);
        @Nullable String why = isTaken ? null : answer.map(Deliverer::refusal).orElse(error);
        long due = isOut ? now : now + Backoff.pause(waiting.attempts() + 1, answer);
        String becomes = isTaken ? "DELIVERED" : isGivenUp ? "FAILED" : "PENDING";
        return database.write(tx -> {
            tx.untold();
            QueueStore store = new QueueStore(tx);
            if (!store.giveBack(queue, until, due)) {
                return false; // it took too long, and somebody else is at it
            }
            store.note(waiting, becomes, now, status, why);
            return isOut;
        });
    }

    private static String refusal(Answer answer) {
        return answer.status() < REDIRECT || answer.status() >= 400
                ? "The receiver answered %d.".formatted(answer.status())
                : "The receiver answered %d; redirects are not followed.".formatted(answer.status());
    }

    private void giveBack(Queue queue, long until) {
        database.write(tx -> {
            tx.untold();
            return new QueueStore(tx).giveBack(queue, until, NONE);
        });
    }

    /// Cuts off what is under way, which is sent again by whoever comes next.
    @Override
    public void close() {
        isOver = true;
        sending.close();
        threads.close();
    }

    /// What there is to do.
    private record Work(StoredWebhook webhook, Waiting waiting) {}
}
