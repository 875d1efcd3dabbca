package dev.cairn.protocol.artifacts;

import org.jspecify.annotations.Nullable;

/// A file or folder in a listing; folders have no size.
public record FileInfo(String path, boolean isDir, @Nullable Long fileSize) {}
