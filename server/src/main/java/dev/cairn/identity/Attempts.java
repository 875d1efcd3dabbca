package dev.cairn.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.http.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// Wrong passwords, counted by account and address together, by address, and by account. After some, each further one
/// makes the next wait longer before it is looked at. An attempt counts as wrong until it proved right, so that many at
/// once gain nothing; one that must wait does not count. Who guesses from one address keeps nobody else waiting, until
/// the whole account has very many. Of this server alone, and in memory. Safe for use by any number of threads.
final class Attempts {
    private static final int FREE_OF_BOTH = 5;
    private static final int FREE_OF_AN_ADDRESS = 50;
    private static final int FREE_OF_AN_ACCOUNT = 200;
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
    synchronized void begin(String username, String address) {
        long now = clock.millis();
        List<Counted> counted = counted(username, address);
        long until =
                counted.stream().mapToLong(one -> known(one.key).until).max().orElse(0);
        if (until > now) {
            int seconds = (int) Math.ceilDiv(until - now, 1_000);
            throw ApiException.tooMany("Too many wrong passwords. Try again in %d s.".formatted(seconds), seconds);
        }
        for (Counted one : counted) {
            int count = known(one.key).count + 1;
            wrong.put(one.key, new Wrong(count, now + pause(count - one.free).toMillis()));
        }
    }

    /// Takes back an attempt that was right, and forgives those before it of the account from that address.
    synchronized void wasRight(String username, String address) {
        for (Counted one : counted(username, address)) {
            if (one.free == FREE_OF_BOTH) {
                wrong.invalidate(one.key);
            } else {
                wrong.put(one.key, new Wrong(Math.max(0, known(one.key).count - 1), 0));
            }
        }
    }

    private Wrong known(String key) {
        Wrong known = wrong.getIfPresent(key);
        return known == null ? Wrong.NONE : known;
    }

    /// Digests, which are short whatever is sent as a name.
    private static List<Counted> counted(String username, String address) {
        String account = username.toLowerCase(Locale.ROOT);
        return List.of(
                new Counted(Secrets.digest("both " + account + " " + address), FREE_OF_BOTH),
                new Counted(Secrets.digest("address " + address), FREE_OF_AN_ADDRESS),
                new Counted(Secrets.digest("account " + account), FREE_OF_AN_ACCOUNT));
    }

    private static Duration pause(int over) {
        if (over <= 0) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(over - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /// @param free how many wrong ones cost nothing
    private record Counted(String key, int free) {}

    /// @param until when the next attempt may be, in milliseconds since 1970
    private record Wrong(int count, long until) {
        static final Wrong NONE = new Wrong(0, 0);
    }
}
