package dev.cairn.serving.rollouts;

/// Who of several gets a key, by their weights: the one with the highest score (weighted rendezvous hashing). Where
/// weights move, the one whose share grows takes over keys, and gives up none. Scores are the same in each server.
public final class Rendezvous {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_START = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Rendezvous() {}

    /// How much one of them wants a key.
    ///
    /// @param scope  of the keys: the same key of another one goes elsewhere
    /// @param weight more than 0
    public static double score(long scope, String key, String name, int weight) {
        long point = mixed(mixed(hash(key) + scope * GOLDEN) ^ hash(name));
        double chance = ((point >>> 11) + 0.5) * 0x1p-53; // between 0 and 1, and neither
        return -weight / Math.log(chance);
    }

    /// FNV-1a, of UTF-16.
    private static long hash(String text) {
        long hash = FNV_START;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mixed(hash);
    }

    /// The last step of SplitMix64, by which each bit depends on all.
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
