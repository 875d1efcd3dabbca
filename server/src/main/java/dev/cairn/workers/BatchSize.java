package dev.cairn.workers;

/// How many requests a process is given at once: those that wait, as far as all of them are answered within a time.
/// Nobody
/// waits for others to come. Safe for use by any number of threads.
final class BatchSize {
    private static final int MOST = 64;
    private static final double TARGET_MICROS = 50_000;
    private static final double WEIGHT_OF_NEW = 0.2;

    private final int most;
    private volatile double microsEach;

    /// @param isAllowed whether the model answers several requests together as it answers them one by one
    BatchSize(boolean isAllowed) {
        this.most = isAllowed ? MOST : 1;
    }

    int now() {
        double each = microsEach;
        return each == 0 ? most : (int) Math.clamp(TARGET_MICROS / each, 1, most);
    }

    /// @param micros that so many requests took together
    void took(int requests, long micros) {
        double each = (double) micros / requests;
        double before = microsEach;
        microsEach = before == 0 ? each : before + WEIGHT_OF_NEW * (each - before);
    }
}
