package dev.cairn.workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that a process gives in parts, each when it is asked for it: the model is never further than who reads,
/// and nothing is kept in between. Other requests are answered between two parts. Used by one thread.
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final byte NEXT = 'N';
    private static final byte GIVE_UP = 'X';

    private final Worker worker;
    private final int number;
    private final Duration patience;
    private final long began = System.nanoTime();
    private boolean isOver;

    /// What is there when the next part is asked for.
    sealed interface Next {}

    /// @param json a text of JSON
    @SuppressWarnings("ArrayRecordComponent") // made once, sent once
    record Part(byte[] json) implements Next {}

    /// There is no more.
    record End() implements Next {}

    /// The model failed.
    ///
    /// @param status that the answer would have
    /// @param why    the body of the answer, JSON, where no part came before, else a text
    @SuppressWarnings("ArrayRecordComponent") // made once, sent once
    record Failed(int status, byte[] why) implements Next {}

    /// @param number   by which the process knows it
    /// @param patience how long each part may take
    private Parts(Worker worker, int number, Duration patience) {
        this.worker = worker;
        this.number = number;
        this.patience = patience;
    }

    /// What a process promised in a reply.
    ///
    /// @throws WorkerException if it did not
    static Parts promised(Reply reply, Worker worker, Duration patience) throws WorkerException {
        if (reply.body().length != Integer.BYTES) {
            throw new WorkerException("It promised an answer in parts, and did not say which.");
        }
        return new Parts(worker, ByteBuffer.wrap(reply.body()).getInt(), patience);
    }

    /// Asks for the next part, and waits for it.
    ///
    /// @throws WorkerException if the process has ended, or had no time
    Next next() throws WorkerException {
        if (System.nanoTime() - began > LONGEST.toNanos()) {
            throw new WorkerException("Its answer took more than %d minutes.".formatted(LONGEST.toMinutes()));
        }
        try {
            Next next = worker.ask(NEXT, number, patience, Parts::read);
            isOver = !(next instanceof Part);
            return next;
        } catch (WorkerException | RuntimeException failure) {
            isOver = !worker.isAlive();
            throw failure;
        }
    }

    private static Next read(ByteBuffer frame) throws IOException {
        return switch (frame.get()) {
            case 'C' -> new Part(rest(frame));
            case 'E' -> new End();
            case 'F' -> new Failed(frame.remaining() < Short.BYTES ? 0 : frame.getShort(), rest(frame));
            default -> throw new IOException("It says what was not asked.");
        };
    }

    private static byte[] rest(ByteBuffer frame) {
        byte[] rest = new byte[frame.remaining()];
        frame.get(rest);
        return rest;
    }

    private static Next readEnd(ByteBuffer frame) throws IOException {
        if (read(frame) instanceof End end) {
            return end;
        }
        throw new IOException("It goes on with an answer that was given up.");
    }

    /// Tells the process that nobody wants any more of it, unless it has ended; also on a thread that is interrupted,
    /// as one is whose client takes nothing.
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        boolean wasInterrupted = Thread.interrupted();
        try {
            worker.ask(GIVE_UP, number, patience, Parts::readEnd);
        } catch (WorkerException ended) {
            LOG.debug("an answer in parts could not be given up", ended);
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
