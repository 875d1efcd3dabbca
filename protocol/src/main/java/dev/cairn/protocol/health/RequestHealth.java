package dev.cairn.protocol.health;

import dev.cairn.protocol.Require;
import java.util.List;

/// The requests that were answered, without streams of changes.
///
/// @param underWay those that are being answered, with the streams that are open
/// @param refused  those answered with a status of 400 to 499
/// @param failed   those answered with one of 500 or more
/// @param millis   all the time that they took
/// @param busiest  the routes that took most of it
public record RequestHealth(
        long underWay, long answered, long refused, long failed, double millis, List<RouteHealth> busiest) {
    public RequestHealth {
        busiest = Require.listOrEmpty(busiest);
    }
}
