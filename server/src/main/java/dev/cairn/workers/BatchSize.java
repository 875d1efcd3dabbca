package dev.cairn.workers;

import dev.cairn.scoring.ModelFormatException;
import tools.jackson.databind.JsonNode;

/// How many requests a process is given at once: those that wait, as far as all of them are answered within a time.
/// Nobody
/// waits for others to come. Safe for use by any number of threads.
final class BatchSize {
    private static final int MOST = 64;
    private static final int TARGET_MILLIS = 50;
    private static final int MOST_MILLIS = 60_000;
    private static final int MICROS = 1_000;

    /// What a model says of this in its metadata: `rows` or `none`, and the milliseconds in which all are answered.
    private static final String HOW = "cairn_batch";

    private static final String MILLIS = "cairn_batch_ms";
    private static final double WEIGHT_OF_NEW = 0.2;

    private final int most;
    private final double target;
    private volatile double microsEach;

    private BatchSize(boolean isAllowed, int millis) {
        this.most = isAllowed ? MOST : 1;
        this.target = (double) millis * MICROS;
    }

    /// That of a model.
    ///
    /// @param isByRow whether it answers each row by itself, where it does not say so
    /// @throws ModelFormatException if what it says makes no sense
    static BatchSize of(JsonNode metadata, boolean isByRow) {
        String how = metadata.path(HOW).asString(isByRow ? "rows" : "none");
        if (!how.equals("rows") && !how.equals("none")) {
            throw new ModelFormatException("Its metadata has another %s than rows or none.".formatted(HOW));
        }
        int millis = metadata.has(MILLIS) ? metadata.path(MILLIS).asInt(0) : TARGET_MILLIS;
        if (millis < 1 || millis > MOST_MILLIS) {
            throw new ModelFormatException(
                    "Its metadata has a %s that is not from 1 to %,d.".formatted(MILLIS, MOST_MILLIS));
        }
        return new BatchSize(how.equals("rows"), millis);
    }

    int now() {
        double each = microsEach;
        return each == 0 ? most : (int) Math.clamp(target / each, 1, most);
    }

    /// @param micros that so many requests took together
    void took(int requests, long micros) {
        double each = (double) micros / requests;
        double before = microsEach;
        microsEach = before == 0 ? each : before + WEIGHT_OF_NEW * (each - before);
    }
}
