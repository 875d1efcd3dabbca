package dev.cairn.protocol.serving;

import org.jspecify.annotations.Nullable;

/// An entity that answers nobody: it gets copies of the requests to another one, and its answers are compared.
///
/// @param of         the name of the other entity
/// @param percentage of its requests, 1 to 100; 100 if nobody says
/// @param tolerance  by which numbers may differ, and by which part of them; 0.000001 if nobody says
public record Shadowing(
        @Nullable String of,
        @Nullable Integer percentage,
        @Nullable Double tolerance) {}
