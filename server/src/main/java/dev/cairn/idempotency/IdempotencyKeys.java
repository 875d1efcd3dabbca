package dev.cairn.idempotency;

import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.http.KeyedCall;
import dev.cairn.http.KeyedCalls;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.text.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/// Runs the rule of a request that carries a key in one transaction with the key and the answer, so that either all of
/// them are there or none is. Whoever repeats the request, on this server or another one on the same database, gets
/// that answer.
///
/// Only successes are kept: a request that was refused did nothing, and its key is free again.
public final class IdempotencyKeys implements KeyedCalls {
    /// How long a key is known at least.
    static final Duration KEPT = Duration.ofDays(7);

    private static final int SWEPT_AT_ONCE = 500;
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(10);

    private final Database database;
    private final InstantSource clock;

    public IdempotencyKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Lets the server forget keys whose time is over.
    public void start(Background background) {
        background.every(SWEEP_PAUSE, "idempotency-keys", this::sweep);
    }

    @Override
    public byte[] answer(KeyedCall call) {
        String name = hash(call.scope());
        String request = hash(Json.write(call.request()));
        return database.writeWhole(tx -> {
            KeyStore store = new KeyStore(tx, call.caller().workspace());
            List<String> digests = store.digests(request);
            if (!store.take(name, digests.getFirst(), clock.millis())) {
                return known(store, name, digests);
            }
            byte[] answer = Json.write(call.rule().get());
            store.keep(name, answer);
            return answer;
        });
    }

    private static byte[] known(KeyStore store, String name, List<String> digests) {
        KeyStore.Kept kept = store.find(name)
                .orElseThrow(() -> ApiException.busy("The Idempotency-Key has just expired. Send the request again."));
        if (!digests.contains(kept.request())) {
            throw new ApiException(
                    ErrorCode.RESOURCE_CONFLICT,
                    "The Idempotency-Key was used for a request with other content. Use a new key for a new request.");
        }
        return kept.answer();
    }

    /// Deletes the keys whose time is over, some at a time so that nobody waits for long, and returns how many.
    int sweep() {
        long before = clock.millis() - KEPT.toMillis();
        int all = 0;
        int some;
        do {
            some = database.write((Transaction tx) -> KeyStore.deleteBefore(tx, before, SWEPT_AT_ONCE));
            all += some;
        } while (some == SWEPT_AT_ONCE);
        return all;
    }

    private static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(byte[] bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256().digest(bytes));
    }
}
