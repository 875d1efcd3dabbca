package dev.cairn.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.KeyedCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long a key is known.
@OnEachDatabase
class KeySweepTest {
    private static final int MANY = 1201;

    private final Database database;
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final IdempotencyKeys keys;
    private final AtomicInteger calls = new AtomicInteger();

    KeySweepTest(TestDatabase kind) {
        database = kind.fresh();
        keys = new IdempotencyKeys(database, () -> Instant.ofEpochMilli(now.get()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String call(String user, String key) {
        Caller caller = TestCaller.of(user, Workspace.DEFAULT);
        byte[] answer = keys.answer(
                new KeyedCall(caller, "/route", key, Map.of("q", 1), () -> Map.of("call", calls.incrementAndGet())));
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsKnownForSevenDaysAndThenForgotten() {
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
        now.addAndGet(IdempotencyKeys.KEPT.toMillis());
        assertThat(keys.sweep()).isZero();
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");

        now.incrementAndGet();
        assertThat(keys.sweep()).isEqualTo(1);
        assertThat(call("ann", "k")).isEqualTo("{\"call\":2}");
    }

    @Test
    void twoCallersMayUseTheSameKey() {
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
        assertThat(call("bob", "k")).isEqualTo("{\"call\":2}");
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
    }

    @Test
    void aSweepDeletesAnyNumberOfKeys() {
        for (int i = 0; i < MANY; i++) {
            call("ann", "k" + i);
        }
        now.addAndGet(IdempotencyKeys.KEPT.toMillis() + 1);

        assertThat(keys.sweep()).isEqualTo(MANY);
        assertThat(keys.sweep()).isZero();
    }
}
