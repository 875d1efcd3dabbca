package dev.cairn.inference;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// UUIDs of version 7 (RFC 9562): they begin with the time, so that later ones sort behind earlier ones.
final class TimedIds {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int TIME_DIGITS = 12;

    private TimedIds() {}

    /// @param time milliseconds since 1970
    static String of(long time) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((time << 16) | VERSION | random.nextInt(1 << 12), VARIANT | (random.nextLong() >>> 2))
                .toString();
    }

    /// What sorts before all ids of a time and behind those before it.
    static String first(long time) {
        return new UUID((time << 16) | VERSION, VARIANT).toString();
    }

    /// The time of an id; empty for what is none.
    static OptionalLong time(String id) {
        return FORM.matcher(id.toLowerCase(Locale.ROOT)).matches()
                ? OptionalLong.of(Long.parseLong(id.replace("-", "").substring(0, TIME_DIGITS), 16))
                : OptionalLong.empty();
    }
}
