package dev.cairn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/// Wrong passwords, counted by account and by address. After some, each further one makes both wait longer before the
/// next is looked at. An attempt counts as wrong until it proved right, so that many at once gain nothing. Of this
/// server alone, and in memory. Safe for use by any number of threads.
final class Attempts {
    private static final int FREE_OF_AN_ACCOUNT = 5;
    private static final int FREE_OF_AN_ADDRESS = 50;

    /// Short enough that nobody keeps others out of their account, or out of a proxy's address, for long.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED = 100_000;

    private final InstantSource clock;
    private final Cache<String, Wrong> wrong = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .build();

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    /// Counts an attempt before it is looked at.
    ///
    /// @throws ApiException `REQUEST_LIMIT_EXCEEDED` if it must wait
    void begin(String username, String address) {
        count(account(username), FREE_OF_AN_ACCOUNT);
        count(address(address), FREE_OF_AN_ADDRESS);
    }

    /// Counts an attempt of somebody who is signed in to that account.
    void begin(String username) {
        count(account(username), FREE_OF_AN_ACCOUNT);
    }

    /// Takes back an attempt that was right, and forgives the account those before it.
    void wasRight(String username, String address) {
        wasRight(username);
        wrong.asMap().computeIfPresent(address(address), (key, known) -> new Wrong(Math.max(0, known.count - 1), 0));
    }

    void wasRight(String username) {
        wrong.invalidate(account(username));
    }

    private void count(String key, int free) {
        long now = clock.millis();
        AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
        wrong.asMap().compute(key, (same, known) -> {
            if (known != null && known.until > now) {
                wait.set(Duration.ofMillis(known.until - now));
                return known;
            }
            int count = known == null ? 1 : known.count + 1;
            return new Wrong(count, now + pause(count - free).toMillis());
        });
        if (wait.get().isPositive()) {
            throw new ApiException(
                    ErrorCode.REQUEST_LIMIT_EXCEEDED,
                    "Too many wrong passwords. Try again in %d s."
                            .formatted(wait.get().toSeconds() + 1));
        }
    }

    private static Duration pause(int over) {
        if (over <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(over - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    private static String account(String username) {
        return "account " + Secrets.digest(username.toLowerCase(Locale.ROOT)); // short, whatever is sent as a name
    }

    private static String address(String address) {
        return "address " + address;
    }

    /// @param until when the next attempt may be, in milliseconds since 1970
    private record Wrong(int count, long until) {}
}
