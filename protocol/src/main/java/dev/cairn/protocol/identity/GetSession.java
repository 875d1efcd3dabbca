package dev.cairn.protocol.identity;

import org.jspecify.annotations.Nullable;

/// `GET session/get`: what the page that a browser opened first needs to know.
public record GetSession() {

    /// How one may come in, and who has.
    ///
    /// @param accounts    whether callers sign in; without accounts, whoever reaches the server is its owner
    /// @param setupNeeded whether there is no administrator yet
    /// @param user        who is signed in, if somebody is
    /// @param sessionId   of the browser that asks, if it is signed in
    /// @param signOn      what the provider is called with which one can sign in, if there is one
    public record Response(
            boolean accounts,
            boolean setupNeeded,
            @Nullable User user,
            @Nullable String sessionId,
            @Nullable String signOn) {}
}
