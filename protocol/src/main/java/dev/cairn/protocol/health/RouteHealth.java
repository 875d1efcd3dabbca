package dev.cairn.protocol.health;

/// The requests of one route.
///
/// @param maxMillis the slowest of the last minutes
public record RouteHealth(
        String method, String route, long answered, long refused, long failed, double millis, double maxMillis) {}
