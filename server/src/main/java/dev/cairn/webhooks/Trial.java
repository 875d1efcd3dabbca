package dev.cairn.webhooks;

import dev.cairn.http.ApiException;
import dev.cairn.outgoing.Answer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/// Sends examples while somebody waits for it, and few at a time. Safe for use by any number of threads.
final class Trial {
    private static final int AT_ONCE = 16;

    private final Sending sending;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Trial(Sending sending, InstantSource clock) {
        this.sending = sending;
        this.clock = clock;
    }

    /// @throws IOException with a sentence, if there was no answer
    Answer send(StoredWebhook webhook, Told example) throws IOException {
        if (!places.tryAcquire()) {
            throw ApiException.busy("Many webhooks are being tested. Try again shortly.");
        }
        try {
            String body = Bodies.of(webhook, example, clock.millis());
            return sending.send(webhook, UUID.randomUUID().toString(), body);
        } finally {
            places.release();
        }
    }
}
