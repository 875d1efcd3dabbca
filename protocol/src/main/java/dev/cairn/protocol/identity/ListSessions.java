package dev.cairn.protocol.identity;

import java.util.List;

/// `GET sessions/list`: the browsers that are signed in to the caller's account, newest first.
public record ListSessions() {
    public record Response(List<BrowserSession> sessions) {}
}
