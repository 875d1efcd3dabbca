package dev.cairn.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.AskedStore;
import dev.cairn.artifacts.LocalStore;
import dev.cairn.http.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that is asked whether it is there.
class StoreProbeTest {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AskedStore store;
    private final StoreProbe probe;

    StoreProbeTest(@TempDir Path folder) throws IOException {
        store = new AskedStore(new LocalStore(folder));
        probe = probe(Duration.ofMinutes(1));
    }

    private StoreProbe probe(Duration patience) {
        return new StoreProbe(new Artifacts(store), () -> Instant.ofEpochMilli(now.get()), patience);
    }

    @Test
    void aStoreIsAskedOnceForAllWhoWantToKnow() {
        assertThat(probe.found().orElseThrow().problem()).isNull();
        assertThat(probe.found().orElseThrow().time()).isEqualTo(1_000_000);
        assertThat(store.asked()).isEqualTo(1);
        now.addAndGet(60_000);
        assertThat(probe.found().orElseThrow().time()).isEqualTo(1_060_000);
        assertThat(store.asked()).isEqualTo(2);
    }

    @Test
    void aStoreThatIsAwaySaysSoAndThatItIsBack() {
        store.refuse(ApiException.busy("The bucket cannot be reached."));
        assertThat(probe.found().orElseThrow().problem()).isEqualTo("The bucket cannot be reached.");
        store.refuse(null);
        now.addAndGet(60_000);
        assertThat(probe.found().orElseThrow().problem()).isNull();
    }

    @Test
    void aStoreThatIsSilentForLongIsAProblem() {
        StoreProbe impatient = probe(Duration.ofMillis(1));
        assertThat(probe.found().orElseThrow().problem()).isNull();
        store.silence();
        assertThat(impatient.found()).isEmpty();
        now.addAndGet(60_000);
        assertThat(impatient.found().orElseThrow().problem()).isEqualTo("The store has not answered for 60 seconds.");
        assertThat(store.asked()).as("nobody asks again before it answers").isLessThanOrEqualTo(2);
        store.speak();
    }

    @Test
    void aProbeThatBreaksIsAProblem() {
        store.fail(new NoClassDefFoundError("codec"));
        assertThat(probe.found().orElseThrow().problem()).contains("log");
    }

    @Test
    void whatALibrarySaysStaysInTheLog() {
        store.refuse(new IllegalStateException("key=SECRET"));
        assertThat(probe.found().orElseThrow().problem())
                .doesNotContain("SECRET")
                .contains("log");
    }
}
