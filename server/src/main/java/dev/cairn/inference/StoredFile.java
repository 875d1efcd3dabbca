package dev.cairn.inference;

/// The row of a file of payloads.
///
/// @param table     whose file it is
/// @param path      in the artifact store
/// @param day       of all its rows, such as `2026-11-28`
/// @param firstTime milliseconds since 1970, as is `lastTime`
/// @param textBytes about how much memory its rows take
record StoredFile(
        long id, long table, String path, String day, long firstTime, long lastTime, long rows, long textBytes) {}
