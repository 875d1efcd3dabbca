package dev.cairn.durability;

import dev.cairn.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Logs one point after the other to a run of its own, and remembers which were acknowledged.
@NullMarked
final class Logger implements Runnable {
    private final Client client;
    private final String run;
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<Reply> odd = new ArrayList<>();
    private long sent;
    private volatile int acknowledgedCount;
    private volatile boolean stopped;

    Logger(Client client) throws IOException, InterruptedException {
        this.client = client;
        this.run = client.createRun();
    }

    /// Goes on until it is stopped or the server no longer answers. A point that is refused is not sent again.
    @Override
    public void run() {
        try {
            while (!stopped) {
                sent++;
                Reply reply = client.logMetric(run, sent);
                if (reply.status() == 200) {
                    acknowledged.add(sent);
                    acknowledgedCount = acknowledged.size();
                } else if (reply.status() != 503) {
                    odd.add(reply);
                }
            }
        } catch (IOException theServerIsGone) {
            // which is what some tests wait for
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopped = true;
    }

    int acknowledgedCount() {
        return acknowledgedCount;
    }

    String runId() {
        return run;
    }

    /// The steps that a server must have. To be read when the logger has ended, as all below.
    List<Long> acknowledged() {
        return acknowledged;
    }

    /// The greatest step that a server may have.
    long lastSent() {
        return sent;
    }

    /// Answers that say neither that a point is stored nor that the server cannot do it now.
    List<Reply> oddReplies() {
        return odd;
    }
}
