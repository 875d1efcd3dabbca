package dev.cairn.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
    private final Turns turns = new Turns(new Rate(10, Duration.ofHours(1)));

    @Test
    void whoHasNoTurnLeftWaitsForTheNextAndNobodyElseDoes() {
        for (int i = 0; i < 10; i++) {
            assertThat(turns.take("ann")).isZero();
        }

        assertThat(turns.take("ann")).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(6));
        assertThat(turns.take("bob")).isZero();
    }

    @Test
    void manyAtOnceGetNoMoreThanThereAre() throws ExecutionException, InterruptedException {
        List<Future<Duration>> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                taken.add(threads.submit(() -> turns.take("ann")));
            }
        }

        int got = 0;
        for (Future<Duration> one : taken) {
            got += one.get().isZero() ? 1 : 0;
        }
        assertThat(got).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002",
        "2001:db8:1:3::9, 20010db800010003",
        "some-name, some-name"
    })
    void addressesThatOneClientChoosesFromAreOne(String address, String network) {
        assertThat(LimitedDoor.network(address)).isEqualTo(network);
    }
}
