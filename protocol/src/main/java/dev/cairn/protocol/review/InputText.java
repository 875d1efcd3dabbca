package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// A free text.
public record InputText(@Nullable Long maxLength) {}
