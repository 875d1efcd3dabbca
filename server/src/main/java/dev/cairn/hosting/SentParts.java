package dev.cairn.hosting;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.Exchange;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.scoring.invocation.Asker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends an answer that comes in parts as server-sent events, in the words of MLflow's server of agents: `data: ` and a
/// part each, and `data: [DONE]` at the end. It waits until the client has taken each. Used by one thread.
public final class SentParts implements Asker {
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
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private boolean isGone;

    /// @param mostKept about how many bytes of what was sent are kept
    public SentParts(Exchange exchange, int mostKept) {
        this.exchange = exchange;
        this.mostKept = mostKept;
    }

    @Override
    public void begins() {
        // which is nothing that a client is told
    }

    @Override
    public boolean takesParts() {
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
            if (kept.size() <= mostKept) { // beyond which it is too large for who reads it
                kept.write(event, 0, Math.min(event.length, mostKept + 1 - kept.size()));
            }
        } catch (IOException | RuntimeException failure) {
            isGone = true;
            throw failure;
        }
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
    public void end() throws IOException {
        take(DONE);
        open().close();
    }

    /// Whether the client went away, or could not be sent to.
    public boolean isGone() {
        return isGone;
    }

    /// What was sent; cut off at one byte more than was to be kept.
    public byte[] kept() {
        return kept.toByteArray();
    }
}
