package dev.cairn.hosting;

/// The threads of the JVM on which virtual ones run: one more than there are processors, so that quick models that
/// compute there on all processors leave one for all else, whatever they do.
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

    /// All but one, and no more than there are processors.
    static int forModels() {
        return Math.clamp(Integer.getInteger(COUNT, processors()) - 1, 0, processors());
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
