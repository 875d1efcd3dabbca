package dev.cairn.protocol.approvals;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET transition-requests/list`: the open requests about a version.
public record ListTransitionRequests(String name, String version) {
    public ListTransitionRequests {
        Require.text("name", name);
        Require.text("version", version);
    }

    public record Response(List<Activity> requests) {}
}
