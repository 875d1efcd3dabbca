package dev.cairn.hosting;

import dev.cairn.scoring.invocation.TableFile;

/// How long a model took for small requests of late. One that answers them sooner than a thread is woken is not handed
/// to another thread. Safe for use by any number of threads.
public final class Pace {
    /// About ten rows of thirty numbers.
    private static final int SMALL_BYTES = 4_096;

    private static final long QUICK_NANOS = 500_000;

    /// The share of what was known that each newer answer takes away.
    private static final int FADING = 8;

    /// The longest of late, which fades; nothing is known at first. What two threads write at once may lose one of
    /// the two, which the next answer mends.
    private volatile long longest = Long.MAX_VALUE;

    /// The bytes by which a request is judged. Those of a file say nothing: a few thousand may be a table of a million
    /// rows, packed.
    ///
    /// @param contentType of the body
    public static int weight(int bytes, String contentType) {
        return TableFile.isContentType(contentType) ? Integer.MAX_VALUE : bytes;
    }

    /// Whether a request of so many bytes will take next to no time.
    boolean isQuick(int bytes) {
        return bytes <= SMALL_BYTES && longest < QUICK_NANOS;
    }

    /// A request of so many bytes took so long.
    void took(int bytes, long nanos) {
        if (bytes <= SMALL_BYTES) {
            long before = longest;
            longest = before == Long.MAX_VALUE ? nanos : Math.max(nanos, before - before / FADING);
        }
    }
}
