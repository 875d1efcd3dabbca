package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.limits.Place;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// How streams end that are open when a server does.
class OpenStreamsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Test
    void whoIsBeingToldSomethingIsNotCutOff() throws InterruptedException {
        OpenStreams streams = new OpenStreams(LONG, LONG);
        CompletableFuture<Boolean> cutOff = writing(streams);

        Thread ending = Thread.ofPlatform().start(streams::awaitEnds);
        while (ending.isAlive() && ending.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        mayGoOn.countDown();
        ending.join();

        assertThat(cutOff).isCompletedWithValue(false);
    }

    @Test
    void whoTakesNothingIsCutOff() throws InterruptedException {
        OpenStreams streams = new OpenStreams(Duration.ofMillis(1), LONG);
        CompletableFuture<Boolean> cutOff = writing(streams);

        streams.awaitEnds();

        assertThat(cutOff).isCompletedWithValue(true);
    }

    @Test
    void whoTakesSlowlyIsCutOffInTheEnd() throws InterruptedException {
        OpenStreams streams = new OpenStreams(LONG, Duration.ofMillis(1));
        CompletableFuture<Boolean> cutOff = writing(streams);

        streams.awaitEnds();

        assertThat(cutOff.join()).isTrue();
    }

    /// Lets a client be sent something for as long as the test wants.
    ///
    /// @return whether it was cut off
    private CompletableFuture<Boolean> writing(OpenStreams streams) throws InterruptedException {
        CompletableFuture<Boolean> cutOff = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            try (OpenStreams.Client client = streams.open(Place.FREE)) {
                client.beginWrite();
                begun.countDown();
                cutOff.complete(isInterrupted());
                client.endWrite();
            }
        });
        begun.await();
        return cutOff;
    }

    private boolean isInterrupted() {
        try {
            mayGoOn.await();
            return false;
        } catch (InterruptedException cutOff) {
            return true;
        }
    }
}
