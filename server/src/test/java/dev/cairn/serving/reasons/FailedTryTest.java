package dev.cairn.serving.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.serving.ServedReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// When what could not be served is tried again, and when it is given up.
class FailedTryTest {
    private static final ServedReason WHY = ServedReason.of(ServedReason.Kind.FILES_UNREADABLE);

    private final NotLoaded forNow = new NotLoaded(WHY, true);
    private final NotLoaded forGood = new NotLoaded(WHY);
    private long now = Long.MAX_VALUE - 5; // the JVM's nanoseconds may turn over

    /// Fails as soon as it is tried again, until a time has passed.
    private List<FailedTry> failing(NotLoaded why, Duration time) {
        long begin = now;
        List<FailedTry> all = new ArrayList<>();
        @Nullable FailedTry last = null;
        while (now - begin <= time.toNanos()) {
            last = FailedTry.of(why, last, now);
            all.add(last);
            now += last.pause().toNanos();
            assertThat(last.isOver(now - 1)).isFalse();
            assertThat(last.isOver(now)).isTrue();
        }
        return all;
    }

    @Test
    void whatPassesIsTriedAgainAfterPausesThatGrowToAMinute() {
        assertThat(failing(forNow, Duration.ofMinutes(5)))
                .extracting(failed -> failed.pause().toSeconds())
                .startsWith(2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void whatDoesNotPassIsTriedAgainAfterLongerOnes() {
        assertThat(failing(forGood, Duration.ofHours(1)))
                .extracting(failed -> failed.pause().toSeconds())
                .startsWith(30L, 60L, 120L, 240L, 480L, 600L, 600L);
    }

    @Test
    void whatDoesNotPassIsGivenUpAtOnce() {
        assertThat(FailedTry.of(forGood, null, now).isLast()).isTrue();
    }

    @Test
    void whatPassesIsGivenUpAfterHalfAnHour() {
        assertThat(failing(forNow, Duration.ofMinutes(29))).noneMatch(FailedTry::isLast);
        assertThat(failing(forNow, Duration.ofMinutes(32))).last().matches(FailedTry::isLast);
    }

    @Test
    void whatIsBeingMadeIsWaitedForAsLongAsThatTakes() {
        CompletableFuture<Void> made = new CompletableFuture<>();
        NotLoaded waiting = new NotLoaded(WHY, true, made);
        FailedTry first = FailedTry.of(waiting, null, now);
        FailedTry later = FailedTry.of(waiting, first, now + Duration.ofHours(2).toNanos());
        assertThat(later.isLast()).isFalse();
        assertThat(later.isOver(now + Duration.ofHours(3).toNanos())).isFalse();

        made.complete(null);
        assertThat(later.isOver(later.notBefore())).isTrue();
        assertThat(FailedTry.of(forNow, later, later.notBefore()).isLast())
                .as("half an hour begins with what fails after it")
                .isFalse();
    }
}
