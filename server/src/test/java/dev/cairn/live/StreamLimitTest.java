package dev.cairn.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.RunningServer;
import dev.cairn.config.LimitConfig;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.limits.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How many streams a server holds.
class StreamLimitTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer(TestDatabase.SQLITE)
            .withLimits(LimitConfig.DEFAULT.with(new LimitConfig.Streams(1_000, 1_000)));

    @Test
    void oneStreamTooManyIsRefusedAndTheOthersGoOn() throws IOException {
        List<Events> open = new ArrayList<>();
        try {
            for (int i = 0; i < OpenStreams.MAX; i++) {
                open.add(Events.watch(SERVER.port(), "experiments/0/events"));
            }
            for (Events events : open) {
                assertThat(events.head()).startsWith("HTTP/1.1 200");
            }
            try (Events refused = Events.watch(SERVER.port(), "experiments/0/events")) {
                assertThat(refused.head()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after:");
            }
            for (Events events : open) {
                assertThat(events.next().name()).isEqualTo("open");
            }
            SERVER.assertAnswers();
            SERVER.post(
                    "experiments/set-experiment-tag", "{\"experiment_id\": \"0\", \"key\": \"k\", \"value\": \"v\"}");
            assertThat(open.getFirst().next().name()).isEqualTo("experiment");
            assertThat(open.getLast().next().name()).isEqualTo("experiment");
        } finally {
            for (Events events : open) {
                events.close();
            }
        }
    }

    @Test
    void aStreamThatEndsMakesRoomForAnother() {
        OpenStreams streams = new OpenStreams();
        List<OpenStreams.Client> open = new ArrayList<>();
        for (int i = 0; i < OpenStreams.MAX; i++) {
            open.add(streams.open(Place.FREE));
        }
        assertThatThrownBy(() -> streams.open(Place.FREE))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("500 streams open");
        assertThat(streams.size()).isEqualTo(OpenStreams.MAX);
        open.getFirst().close();
        streams.open(Place.FREE);
        assertThatThrownBy(() -> streams.open(Place.FREE)).isInstanceOf(ApiException.class);
    }
}
