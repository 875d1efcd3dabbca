package dev.cairn.protocol.health;

import org.jspecify.annotations.Nullable;

/// A database that answered.
///
/// @param kind          `sqlite` or `postgresql`
/// @param version       of SQLite, or of the PostgreSQL server
/// @param place         its file or its address, without who signs in
/// @param schemaVersion the last migration that it has
/// @param bytes         what it takes up
/// @param freeBytes     what is free where its file lies; left out where it has none
/// @param micros        how long it took to answer
/// @param busy          connections at work
/// @param connections   the most there may be
/// @param waiting       what waits for a turn
/// @param servers       how many servers of Cairn work on it
/// @param purging       things that are purged and not gone yet
/// @param indexing      traces whose terms wait for their place in the index
public record DatabaseHealth(
        String kind,
        String version,
        String place,
        int schemaVersion,
        long bytes,
        @Nullable Long freeBytes,
        long micros,
        int busy,
        int connections,
        int waiting,
        long servers,
        long purging,
        long indexing) {}
