package dev.cairn.limits;

import static dev.cairn.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.config.LimitConfig;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UploadsTest {
    private static final Caller ANN = TestCaller.of("ann", Workspace.DEFAULT);
    private static final Caller BOB = TestCaller.of("bob", Workspace.DEFAULT);

    private final Uploads uploads =
            new Uploads(new LimitConfig.Files(3, 2, Optional.empty()), new Refusals(new SimpleMeterRegistry()));

    @Test
    void whoHasAllTheirPlacesTakenWaitsForOneOfThem() {
        Place first = uploads.begin(ANN);
        uploads.begin(TestCaller.of("ANN", Workspace.DEFAULT));

        assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> uploads.begin(ANN));
        uploads.begin(BOB);
        assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> uploads.begin(BOB));
        first.close();
        uploads.begin(BOB);
    }

    @Test
    void whatWasRefusedTakesNoPlace() {
        Place one = uploads.begin(ANN);
        Place other = uploads.begin(ANN);
        for (int i = 0; i < 10; i++) {
            assertRefused(ErrorCode.REQUEST_LIMIT_EXCEEDED, () -> uploads.begin(ANN));
        }
        one.close();
        other.close();

        uploads.begin(ANN);
        uploads.begin(ANN);
        uploads.begin(BOB);
    }

    @Test
    void manyAtOnceGetNoMorePlacesThanThereAre() {
        Queue<Place> places = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                Caller sender = TestCaller.of("u" + i, Workspace.DEFAULT);
                threads.execute(() -> {
                    try {
                        places.add(uploads.begin(sender));
                    } catch (ApiException isFull) {
                        // as it may be
                    }
                });
            }
        }

        assertThat(places).hasSize(3);
    }
}
