package dev.cairn.workers;

import dev.cairn.background.Pauses;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.scoring.invocation.Servable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of one model. Each has a thread that gives it one request after the other, or several at once
/// that wait. One that ends takes only those that it had; another is started, after a pause that grows while they
/// go on ending. Spare ones have the model in memory and are asked nothing until they take the place of one that ended.
final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    private static final int MOST_WAITING = 1_000;
    private static final Pauses PAUSES = new Pauses(Duration.ofMillis(250), Duration.ofMinutes(1));

    /// Bodies of requests that are put together have so much, and that of the last one.
    private static final int MOST_BYTES = 1 << 20;

    private static final String CLOSED = "The model is not served any more.";
    private static final String NOT_STARTED = "The model cannot be started again: ";
    private static final String LOST = "Its process was lost. The server's log says more.";
    private static final Duration END = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Launch launch;
    private final BatchSize size;
    private final Optional<Request> example;

    /// As many as processes are asked at a time.
    private final Semaphore places;

    private final JobQueue<Job> waiting = new JobQueue<>(MOST_WAITING);
    private final List<Thread> threads = new ArrayList<>();
    private final Running running = new Running();
    private volatile boolean isClosed;

    /// Why no process could be started the last time that it was tried; null if one could.
    private volatile @Nullable String failure;

    /// @param begins  is run when a process gets the request
    /// @param isTaken whether a process gets it, or none will
    private record Job(Request request, Runnable begins, AtomicBoolean isTaken, CompletableFuture<Given> reply) {
        Job(Request request, Runnable begins) {
            this(request, begins, new AtomicBoolean(), new CompletableFuture<>());
        }

        /// Whether the caller is the one who takes it.
        boolean take() {
            return isTaken.compareAndSet(false, true);
        }

        /// Tells that it is lost with the process that had it.
        void fail(WorkerException why) {
            reply.completeExceptionally(why);
        }

        /// Tells that no process had it, so that it may come again.
        void refuse(String why) {
            reply.completeExceptionally(ApiException.busy(why));
        }
    }

    /// A reply, and who gave it.
    record Given(Reply reply, Worker by) {}

    /// How many processes there are.
    ///
    /// @param asked  at a time
    /// @param spares beside them
    record Count(int asked, int spares) {}

    /// What they are asked.
    ///
    /// @param size    how many requests at once
    /// @param example by which a spare one is tried; empty for none
    record Asking(BatchSize size, Optional<Request> example) {}

    private WorkerPool(Launch launch, int asked, Asking asking) {
        this.launch = launch;
        this.size = asking.size;
        this.example = asking.example;
        this.places = new Semaphore(asked, true);
    }

    /// Starts processes, of which one has the model in memory afterwards.
    ///
    /// @throws WorkerException if it cannot load it
    static WorkerPool start(Launch launch, Count count, Asking asking) throws IOException, WorkerException {
        WorkerPool pool = new WorkerPool(launch, count.asked, asking);
        Worker first = Worker.start(launch);
        pool.running.add(first);
        pool.hold(first);
        for (int i = 1; i < count.asked + count.spares; i++) {
            pool.hold(null);
        }
        return pool;
    }

    private void hold(@Nullable Worker started) {
        threads.add(Thread.ofVirtual().name("cairn-model").start(() -> {
            try {
                work(started);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void work(@Nullable Worker started) throws InterruptedException {
        Duration pause = PAUSES.first();
        @Nullable Worker next = started;
        while (!isClosed) {
            long began = System.nanoTime();
            try {
                @Nullable Worker worker = next == null ? tryToStart() : next;
                next = null;
                began = System.nanoTime(); // what starts slowly and ends at once is not to be started at once again
                if (worker != null) {
                    serve(worker);
                }
            } catch (RuntimeException | Error unforeseen) { // such as no memory to tell that a process ended
                failure = LOST;
                log(unforeseen);
            }
            if (System.nanoTime() - began > PAUSES.longest().toNanos()) {
                pause = PAUSES.first();
            }
            Thread.sleep(pause);
            pause = PAUSES.after(pause);
        }
    }

    private static void log(Throwable unforeseen) {
        try {
            LOG.error("a process of a model was lost, and another one is started", unforeseen);
        } catch (OutOfMemoryError untold) {
            // that there is another one matters more than that it is told
        }
    }

    private @Nullable Worker tryToStart() {
        try {
            return Worker.start(launch);
        } catch (IOException | WorkerException | RuntimeException | Error notStarted) {
            String why = launch.log().redacted().apply(String.valueOf(notStarted.getMessage()));
            failure = why;
            launch.log().serving().accept("A process could not be started again: " + why);
            trouble().ifPresent(trouble -> refuseWaiting(NOT_STARTED + trouble));
            return null;
        }
    }

    /// Gives requests to a process until it ends, once it has a place.
    private void serve(Worker worker) throws InterruptedException {
        try (worker) {
            running.add(worker);
            failure = null;
            takePlace(worker);
            try {
                serveInPlace(worker);
            } finally {
                places.release();
            }
        } catch (WorkerException ended) {
            launch.log().serving().accept(ended.getMessage() + " Another one is started.");
        } finally {
            running.remove(worker);
        }
    }

    private void serveInPlace(Worker worker) throws InterruptedException, WorkerException {
        while (!isClosed) {
            @Nullable Job job = waiting.poll(LOOK).orElse(null);
            @Nullable Job next = enter(worker, job);
            try {
                answer(worker, next);
            } finally {
                worker.leave();
            }
        }
    }

    /// Waits for a place. Where none is free the process is a spare one, and tried meanwhile.
    private void takePlace(Worker spare) throws InterruptedException, WorkerException {
        if (places.tryAcquire()) {
            return;
        }
        if (example.isPresent()) {
            tryOut(spare, example.get());
        }
        while (!places.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!spare.isAlive()) {
                throw new WorkerException("A spare process ended.");
            }
        }
    }

    private void tryOut(Worker spare, Request by) throws InterruptedException, WorkerException {
        Reply reply;
        spare.enter();
        try {
            reply = spare.ask(List.of(by), launch.limits().answering())
                    .replies()
                    .getFirst();
        } finally {
            spare.leave();
        }
        if (reply.isPromise()) {
            giveUp(new Given(reply, spare));
        }
    }

    /// Waits for a turn of the process, and gives what is to be done in it: what was to be done, unless another process
    /// has had time for it.
    private @Nullable Job enter(Worker worker, @Nullable Job job) throws InterruptedException {
        @Nullable Job kept = job;
        try {
            if (worker.tryEnter()) {
                return job;
            }
            if (job != null && waiting.offerFirst(job)) { // else there is no room, and it is done here
                kept = null;
            }
            worker.enter();
            return kept == null ? waiting.poll().orElse(null) : kept;
        } catch (InterruptedException closed) {
            if (kept != null) {
                kept.refuse(CLOSED);
            }
            throw closed;
        }
    }

    private void answer(Worker worker, @Nullable Job job) throws WorkerException {
        if (!worker.isAlive()) {
            String ended = worker.over().orElse("A process ended while it had nothing to do.");
            if (job != null && !waiting.offerFirst(job)) {
                job.refuse(ended);
            }
            throw new WorkerException(ended);
        } else if (job != null) {
            answer(worker, withWaiting(job));
        }
    }

    /// Why there is none, and none could be started; empty while there are some.
    Optional<String> trouble() {
        @Nullable String why = failure;
        return why != null && running.isEmpty() ? Optional.of(why) : Optional.empty();
    }

    /// What all of them have in memory, as [Family#bytes] counts, also those that are not started
    /// yet: as much as the largest, each.
    long bytes() {
        return threads.size() * running.largest();
    }

    Optional<Servable.Usage> usage() {
        return running.usage((double) threads.size() * launch.limits().memory());
    }

    /// A request with others that wait, as many as fit.
    private List<Job> withWaiting(Job first) {
        int most = size.now();
        List<Job> jobs = new ArrayList<>(most); // it need not grow, which might lose one that is taken
        long bytes = 0;
        Job job = first;
        while (job != null) {
            if (!job.reply.isDone() && job.take()) { // or else nobody waits for it any more
                jobs.add(job);
                bytes += job.request.body().length;
            }
            job = jobs.size() < most && bytes < MOST_BYTES ? waiting.poll().orElse(null) : null;
        }
        return jobs;
    }

    private void answer(Worker worker, List<Job> jobs) throws WorkerException {
        if (jobs.isEmpty()) {
            return;
        }
        try {
            jobs.forEach(job -> job.begins.run());
            for (Job left : answerMost(worker, jobs)) {
                if (!left.reply.isDone()) { // or else nobody waits for it any more
                    answerMost(worker, List.of(left));
                }
            }
        } catch (WorkerException ended) {
            jobs.forEach(job -> job.fail(ended));
            throw ended;
        } catch (RuntimeException | Error unforeseen) {
            WorkerException why = new WorkerException("Its answer could not be taken. The server's log says more.");
            jobs.forEach(job -> job.fail(why)); // before it is told: there may be no memory for that
            LOG.error("an answer of a model could not be taken", unforeseen);
            throw why;
        }
    }

    /// Answers jobs, and gives those for whose answers there was no room beside the others. Of a
    /// single job that is none.
    private List<Job> answerMost(Worker worker, List<Job> jobs) throws WorkerException {
        Reply.All answers = worker.ask(
                jobs.stream().map(Job::request).toList(), launch.limits().answering());
        size.took(jobs.size(), answers.micros());
        List<Job> left = new ArrayList<>();
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            Given given = new Given(answers.replies().get(i), worker);
            if (given.reply.isLeftOut()) {
                left.add(job);
            } else if (!job.reply.complete(given)) {
                giveUp(given);
            }
        }
        return left;
    }

    /// Gives up an answer for which nobody waits any more.
    private void giveUp(Given given) throws WorkerException {
        if (given.reply.isPromise()) {
            parts(given).close();
        }
    }

    /// Says that nobody waits for the answer; it may have come just now.
    private void abandon(Job job) {
        waiting.remove(job);
        if (!job.reply.cancel(false) && !job.reply.isCompletedExceptionally()) {
            try {
                giveUp(job.reply.resultNow());
            } catch (WorkerException noPromise) {
                LOG.debug("an answer that nobody waits for is none", noPromise);
            }
        }
    }

    /// Asks one of the processes.
    ///
    /// @param begins is run when one gets the request
    /// @throws ApiException if there is none, or the one ends that has the request, or they have
    ///                      too much to do
    Given ask(Request request, Runnable begins) {
        trouble().ifPresent(why -> {
            throw ApiException.busy(NOT_STARTED + why);
        });
        Job job = new Job(request, begins);
        if (!waiting.offer(job)) {
            throw ApiException.tooMany("The model has as many requests waiting as it can hold. Try again shortly.", 1);
        }
        try {
            return reply(job);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ApiException refused
                    ? refused
                    : new ApiException(ErrorCode.INTERNAL_ERROR, "The model did not answer. " + reason(failed));
        } catch (InterruptedException stop) {
            abandon(job);
            Thread.currentThread().interrupt();
            throw ApiException.busy("The server is stopping.");
        }
    }

    /// Waits until a process has the request, for as long as two may take that were before it; then
    /// until that has answered it or was ended, which its watch sees to.
    private Given reply(Job job) throws ExecutionException, InterruptedException {
        Duration patience = launch.limits().answering().multipliedBy(2);
        try {
            return job.reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            if (!job.take()) {
                return job.reply.get();
            }
            abandon(job);
            throw ApiException.busy(
                    "The model had no time for the request within %d seconds.".formatted(patience.toSeconds()));
        }
    }

    /// The answer that a reply promises.
    ///
    /// @throws WorkerException if it is none
    Parts parts(Given given) throws WorkerException {
        return Parts.promised(given.reply, given.by, launch.limits().answering());
    }

    private static String reason(ExecutionException failed) {
        return failed.getCause() instanceof WorkerException why ? String.valueOf(why.getMessage()) : "";
    }

    private void refuseWaiting(String why) {
        for (Optional<Job> job = waiting.poll(); job.isPresent(); job = waiting.poll()) {
            job.get().refuse(why);
        }
    }

    /// Ends the processes, which are not asked any more, and waits a moment until they have ended.
    @Override
    public void close() {
        isClosed = true;
        threads.forEach(Thread::interrupt);
        refuseWaiting(CLOSED);
        try {
            for (Thread thread : threads) {
                thread.join(END);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        refuseWaiting(CLOSED); // those that came or were given back in the meantime
    }
}
