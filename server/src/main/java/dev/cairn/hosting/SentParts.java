package dev.cairn.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Exchange;
import dev.cairn.http.Json;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends an answer that comes in parts as server-sent events, in the words of MLflow's server of agents: `data: ` and a
/// part each, and `data: [DONE]` at the end. It waits until the client has taken each. Used by one thread.
public final class SentParts implements Asker {
    /// How a client is told why there are no more parts.
    public enum Words {
        /// Those of MLflow's server.
        MLFLOW,

        /// Those of which OpenAI's client shows the message.
        OPENAI;

        private byte[] failure(String why) {
            return Json.write(Map.of("error", this == OPENAI ? Map.of("message", why) : why));
        }
    }

    /// The status that figures give a request whose sender went away before the answer was whole.
    public static final int GONE = 499;

    private static final int OK = 200;
    private static final byte[] BEFORE = "data: ".getBytes(UTF_8);
    private static final byte[] AFTER = "\n\n".getBytes(UTF_8);
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", Answer.EVENTS + "; charset=utf-8",
            "Cache-Control", "no-cache, no-transform",
            "X-Accel-Buffering", "no"); // else nginx keeps events until it has many

    private final Exchange exchange;
    private final int mostKept;
    private final Words words;
    private @Nullable ByteArrayOutputStream kept;
    private @Nullable OutputStream out;
    private boolean wereAsked;
    private boolean isGone;

    /// @param mostKept about how many bytes of what was sent are kept
    public SentParts(Exchange exchange, Words words, int mostKept) {
        this.exchange = exchange;
        this.words = words;
        this.mostKept = mostKept;
    }

    @Override
    public void begins() {
        // which is nothing that a client is told
    }

    @Override
    public boolean takesParts() {
        wereAsked = true;
        return true;
    }

    @Override
    public void take(byte[] part) throws IOException {
        try {
            OutputStream opened = open();
            byte[] event = new byte[BEFORE.length + part.length + AFTER.length];
            System.arraycopy(BEFORE, 0, event, 0, BEFORE.length);
            System.arraycopy(part, 0, event, BEFORE.length, part.length);
            System.arraycopy(AFTER, 0, event, BEFORE.length + part.length, AFTER.length);
            opened.write(event);
            opened.flush();
            keep(event);
        } catch (IOException | RuntimeException failure) {
            isGone = true;
            throw failure;
        }
    }

    private void keep(byte[] event) {
        if (mostKept == 0) {
            return;
        }
        @Nullable ByteArrayOutputStream before = kept;
        ByteArrayOutputStream all = before == null ? new ByteArrayOutputStream() : before;
        kept = all;
        if (all.size() <= mostKept) { // beyond which it is too large for who reads it
            all.write(event, 0, Math.min(event.length, mostKept + 1 - all.size()));
        }
    }

    @Override
    public void takeFailure(String why) throws IOException {
        take(words.failure(why));
    }

    private OutputStream open() {
        @Nullable OutputStream opened = out;
        if (opened == null) {
            HEADERS.forEach(exchange::responseHeader);
            opened = exchange.stream(OK, -1);
            out = opened;
        }
        return opened;
    }

    /// Says that there is no more.
    ///
    /// @throws UncheckedIOException if the client is gone
    public void end() {
        try {
            take(DONE);
            open().close();
        } catch (IOException gone) {
            isGone = true;
            throw new UncheckedIOException(gone);
        }
    }

    /// Whether the model was asked for an answer in parts, however it was answered.
    public boolean wereAsked() {
        return wereAsked;
    }

    /// Whether the client went away, or could not be sent to.
    public boolean isGone() {
        return isGone;
    }

    /// What was sent; cut off at one byte more than was to be kept.
    public byte[] kept() {
        @Nullable ByteArrayOutputStream all = kept;
        return all == null ? new byte[0] : all.toByteArray();
    }
}
