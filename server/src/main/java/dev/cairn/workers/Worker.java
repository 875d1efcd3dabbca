package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process that holds a model, with the socket on which it is asked, by one thread at a time, in the order in which
/// they come for a turn. It is ended when it takes too long or too much memory, which is looked at several times a
/// second.
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /// Of a frame at most: 64 MiB for all bodies, to which the process sees (worker.py), and what
    /// is beside the bodies of as many answers as are asked for together.
    private static final int MAX_BYTES = (64 << 20) + (64 << 10);

    private static final int SLICE = 64 << 10;

    /// What a system writes at once.
    private static final int MOST_PARTS = 16;

    private static final int LENGTH = Integer.BYTES;
    private static final byte TOKEN = 'T';
    private static final int SECONDS_FOR_TOKEN = 10;
    private static final byte READY = 'R';
    private static final byte FAILED = 'F';
    private static final int LOOK_MILLIS = 200;

    /// How often its own time one waits for a turn: as long as a few before.
    private static final int PATIENCES = 4;

    /// How many looks there are to one that is thorough.
    private static final int LOOKS_TO_THOROUGH = 10;

    /// How long the system may take to tell of the end of a process whose socket is closed.
    private static final int SECONDS_FOR_END = 30;

    /// How long what it printed is read once it has ended; another process may keep the pipe.
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final Process process;
    private final Family family;
    private final Launch launch;
    private @Nullable SocketChannel channel;

    /// Takes what is printed to the log.
    private @Nullable Thread reader;

    /// When it has to have answered, in the JVM's nanoseconds; 0 while it is asked nothing.
    private volatile long deadline;

    private volatile @Nullable String ending;

    /// Why it cannot be asked any more, once somebody found that.
    private volatile @Nullable String over;

    /// Who may ask; fair, so that requests and the parts of answers alternate.
    private final ReentrantLock turn = new ReentrantLock(true);

    private Worker(Process process, Launch launch) {
        this.process = process;
        this.family = new Family(process);
        this.launch = launch;
    }

    /// Starts a process and waits until it has the model in memory.
    ///
    /// @throws WorkerException if it cannot load it
    static Worker start(Launch launch) throws IOException, WorkerException {
        Path folder = Files.createTempDirectory("cairn-"); // short, as the address of a socket has to be
        Path address = folder.resolve("s");
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(address), 1);
            Worker worker = new Worker(begun(launch, address), launch);
            try {
                worker.meet(door);
                return worker;
            } catch (IOException | RuntimeException | Error failure) {
                throw worker.failed(failure);
            } catch (WorkerException failure) {
                worker.close();
                throw failure;
            }
        } finally {
            remove(address);
            remove(folder);
        }
    }

    /// Starts a process. Where there is no thread to wait for its end, the JVM forgets that it has
    /// started it, so that it is ended here.
    private static Process begun(Launch launch, Path address) throws IOException {
        try {
            return launch.process(address).start();
        } catch (Error noThread) {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains(address.toString()))
                    .forEach(ProcessHandle::destroyForcibly);
            throw noThread;
        }
    }

    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            LOG.warn("path={} cannot be removed; it is safe to do so", path, failure);
        }
    }

    private void meet(ServerSocketChannel door) throws IOException, WorkerException {
        reader = Thread.ofPlatform()
                .daemon()
                .name("cairn-model-log")
                .start(() -> LogLines.read(process, launch.log().serving()));
        begin(launch.limits().loading());
        Thread.ofVirtual().name("cairn-model-watch").start(() -> watch(door));
        String token = UUID.randomUUID().toString();
        try (OutputStream input = process.getOutputStream()) {
            input.write(Launch.program(token));
        }
        SocketChannel met = admit(door, US_ASCII.encode((char) TOKEN + token));
        channel = met;
        ByteBuffer said = receive(met, MAX_BYTES);
        byte kind = said.get();
        if (kind == FAILED) {
            throw new WorkerException(UTF_8.decode(said).toString());
        } else if (kind != READY) {
            throw new WorkerException("Its process says what was not asked.");
        }
        family.isComplete(); // so that what it has in memory is known from now on
        deadline = 0;
    }

    /// Waits for the process, which says the token first. Whoever calls without it is another one of this user.
    private static SocketChannel admit(ServerSocketChannel door, ByteBuffer token) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(SECONDS_FOR_TOKEN, TimeUnit.SECONDS);
        while (true) {
            SocketChannel caller = door.accept();
            CompletableFuture<Void> tooLate = CompletableFuture.runAsync(() -> discard(caller), later);
            if (says(caller, token) && tooLate.cancel(false)) {
                return caller;
            }
            LOG.warn("a process called in the place of a model's, and is sent away");
            discard(caller);
        }
    }

    private static boolean says(SocketChannel caller, ByteBuffer token) {
        try {
            return receive(caller, token.remaining()).equals(token);
        } catch (IOException failure) {
            LOG.debug("a process called and said no token", failure);
            return false;
        }
    }

    private void begin(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    /// Whether the caller may [#ask] now, and nobody waits for a turn; if so, to be ended by [#leave].
    boolean tryEnter() throws InterruptedException {
        return turn.tryLock(0, TimeUnit.SECONDS); // without a time it would go before those that wait
    }

    /// Waits until the caller may [#ask]; to be ended by [#leave].
    void enter() throws InterruptedException {
        turn.lockInterruptibly();
    }

    void leave() {
        turn.unlock();
    }

    /// Reads what a process says.
    interface Reading<T> {
        /// What a frame says.
        ///
        /// @throws IOException if it is not what was asked, so that nobody knows what comes next
        T read(ByteBuffer frame) throws IOException;
    }

    /// Asks for something about an answer in parts, in a turn of its own.
    ///
    /// @param letter   what is asked
    /// @param number   of the answer
    /// @param patience how long it may take; those before have as long
    /// @param reading  of what it says
    /// @throws WorkerException if the process has ended, which it has not where it had no time
    <T> T ask(byte letter, int number, Duration patience, Reading<T> reading) throws WorkerException {
        try {
            if (!turn.tryLock(PATIENCES * patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new WorkerException("It had no time to go on with an answer.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new WorkerException("The server is stopping.");
        }
        try {
            return answered(letter, number, patience, reading);
        } finally {
            turn.unlock();
        }
    }

    private <T> T answered(byte letter, int number, Duration patience, Reading<T> reading) throws WorkerException {
        @Nullable String why = over;
        if (why != null) {
            throw new WorkerException(why);
        }
        begin(patience);
        try {
            SocketChannel open = Objects.requireNonNull(channel);
            ByteBuffer frame = ByteBuffer.allocate(LENGTH + 1 + Integer.BYTES)
                    .putInt(1 + Integer.BYTES)
                    .put(letter)
                    .putInt(number)
                    .flip();
            send(open, new ByteBuffer[] {frame});
            T answer = reading.read(receive(open, MAX_BYTES));
            deadline = 0;
            return answer;
        } catch (IOException | RuntimeException | Error gone) { // such as an answer for which this JVM has no memory
            throw failed(gone);
        }
    }

    /// Asks some requests at once, in a turn, and waits for the answers.
    ///
    /// @throws WorkerException if the process has ended, which it has afterwards
    Reply.All ask(List<Request> requests, Duration patience) throws WorkerException {
        begin(patience);
        try {
            SocketChannel open = Objects.requireNonNull(channel);
            send(open, Request.frame(requests));
            Reply.All replies = Reply.read(receive(open, MAX_BYTES), requests.size());
            deadline = 0;
            return replies;
        } catch (IOException | RuntimeException | Error gone) { // such as an answer for which this JVM has no memory
            throw failed(gone);
        }
    }

    private static void send(SocketChannel to, ByteBuffer[] frame) throws IOException {
        int next = 0;
        while (next < frame.length) {
            to.write(frame, next, Math.min(frame.length - next, MOST_PARTS));
            while (next < frame.length && !frame[next].hasRemaining()) {
                next++;
            }
        }
    }

    private static ByteBuffer receive(SocketChannel from, int most) throws IOException {
        int length = fill(from, ByteBuffer.allocate(LENGTH)).getInt();
        if (length < 1 || length > most) {
            throw new IOException("An answer of %d bytes".formatted(length));
        }
        return fill(from, ByteBuffer.allocate(length));
    }

    private static ByteBuffer fill(SocketChannel from, ByteBuffer buffer) throws IOException {
        int all = buffer.capacity();
        while (buffer.position() < all) {
            buffer.limit(Math.min(all, buffer.position() + SLICE)); // the JDK copies as much through memory of its own
            if (from.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    /// Ends the process, and says why that was.
    private WorkerException failed(Throwable failure) {
        @Nullable String why = ending;
        boolean isGone = failure instanceof EOFException || !process.isAlive();
        int exitCode = isGone ? exitCode() : 0;
        if (why == null) {
            why = isGone
                    ? "Its process ended by itself, with the exit code %d.".formatted(exitCode)
                    : "Its process could not be asked: %s".formatted(failure.getMessage());
        }
        over = why;
        close();
        if (!(failure instanceof IOException)) {
            LOG.error("a process of a model could not be asked", failure);
        }
        return new WorkerException(why);
    }

    /// One that has closed its socket and lives on is ended; of one that has ended nothing is changed by that.
    private int exitCode() {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                family.end();
            }
            return process.waitFor(SECONDS_FOR_END, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void watch(Channel door) {
        try {
            for (int look = 0; !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS); look++) {
                family.look(look % LOOKS_TO_THOROUGH == 0);
                long end = deadline;
                Processes.Taken taken = family.taken();
                if (end != 0 && System.nanoTime() - end > 0) {
                    end("It did not answer in time.");
                } else if (family.haveMore(taken, launch.limits().memory())) {
                    end("It took more than %,d MiB of memory, which is all that it may (--model-memory)."
                            .formatted(launch.limits().memory() >> 20));
                } else if (taken.tasks() > launch.limits().tasks()) {
                    end("It started more than %,d processes and threads, which are all that it may (--model-tasks)."
                            .formatted(launch.limits().tasks()));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error unforeseen) { // or else it could take as much as it wants, for ever
            end("It could not be watched any more. The server's log says more.");
            LOG.error("a process of a model could not be watched", unforeseen);
        } finally {
            discard(door); // or else one would wait there for ever
        }
    }

    private void end(String why) {
        ending = why;
        family.end();
    }

    /// What it and those that it has started take, and have computed until now or until a moment
    /// before it ended; in memory as [Family#bytes] counts.
    Processes.Taken taken() {
        Processes.Taken taken = family.taken();
        return new Processes.Taken(family.bytes(taken), taken.tasks(), taken.nanos());
    }

    /// Why it cannot be asked any more, if somebody who asked it found that.
    Optional<String> over() {
        return Optional.ofNullable(over);
    }

    boolean isAlive() {
        return over == null && process.isAlive();
    }

    @Override
    public void close() {
        family.end();
        @Nullable SocketChannel open = channel;
        if (open != null) {
            discard(open);
        }
        awaitLastWords();
        process.destroyForcibly(); // closes its streams, of which nothing is read any more
    }

    /// So that who is told that it has ended finds in the log why that was.
    private void awaitLastWords() {
        @Nullable Thread reading = reader;
        reader = null; // they are waited for once
        if (reading == null) {
            return;
        }
        try {
            if (!reading.join(LAST_WORDS)) {
                LOG.warn("The process {} of a model has ended, and what it prints has not.", process.pid());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void discard(Channel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.debug("a socket of a model's process cannot be closed", failure);
        }
    }
}
