package dev.cairn.protocol.health;

/// The process of the server.
///
/// @param java           the version that it runs on
/// @param cpuLoad        its share of all processors, 0 to 1; less than 0 where nobody knows
/// @param heapUsedBytes  what it uses of its heap, garbage included
/// @param heapMaxBytes   the most its heap may be
/// @param collectMillis  time spent on collecting garbage
public record ProcessHealth(
        String java,
        int processors,
        double cpuLoad,
        long heapUsedBytes,
        long heapMaxBytes,
        long collectMillis,
        int threads) {}
