package dev.cairn.protocol.catalog;

import org.jspecify.annotations.Nullable;

/// A file or folder as the Files API lists it. The time is milliseconds since 1970.
public record DirectoryEntry(
        String path,
        boolean isDirectory,
        @Nullable Long fileSize,
        @Nullable Long lastModified,
        String name) {}
