package dev.cairn.protocol.review;

import org.jspecify.annotations.Nullable;

/// Two labels to choose from.
public record InputPassFail(
        @Nullable String positiveLabel, @Nullable String negativeLabel) {}
