package dev.cairn.http;

/// The threads of the JVM that carry the virtual ones, on which requests are answered: one more than there are
/// processors, so that what computes there on all processors leaves one for all else.
public final class Carriers {
    /// Read by the JDK when its first virtual thread is made.
    private static final String COUNT = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /// To be called before any virtual thread is made. What the command line says stays.
    public static void addOne() {
        if (System.getProperty(COUNT) == null) {
            System.setProperty(COUNT, Integer.toString(processors() + 1));
        }
    }

    /// How many may be held for a while: no more than there are processors, and never the last.
    public static int allButOne() {
        return Math.clamp(Integer.getInteger(COUNT, processors()) - 1, 0, processors());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
