package dev.cairn.importing.archive;

import dev.cairn.importing.transfer.Kind;
import java.util.List;
import java.util.Map;

/// What an archive says of itself, in its `manifest.json`.
///
/// @param format   always `cairn-archive`
/// @param version  of the format; a reader refuses what is newer than it knows
/// @param id       of this archive, so that it is the same source however often it is imported
/// @param producer the program that wrote it
/// @param created  milliseconds since 1970
/// @param counts   how much there is of each kind
/// @param files    the files of JSON lines, with what they must have
record Manifest(
        String format,
        int version,
        String id,
        String producer,
        long created,
        Map<String, Long> counts,
        List<Entry> files) {
    static final String FILE = "manifest.json";
    static final String FORMAT = "cairn-archive";
    static final int VERSION = 3;

    /// Of archives that were written before traces went into them.
    static final int WITHOUT_TRACES = 1;

    /// A file of the archive.
    ///
    /// @param path   its name in the archive
    /// @param size   bytes
    /// @param sha256 in hexadecimal digits
    record Entry(String path, long size, String sha256) {}

    long count(Kind kind) {
        return counts.getOrDefault(kind.words(), -1L);
    }
}
