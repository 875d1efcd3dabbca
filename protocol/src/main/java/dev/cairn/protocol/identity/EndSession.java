package dev.cairn.protocol.identity;

import org.jspecify.annotations.Nullable;

/// `POST session/delete`: signs out the browser that asks. The answer takes its cookie away.
public record EndSession() {

    /// What is left to do.
    ///
    /// @param next where the browser is signed out at the provider as well, if it signed in there
    public record Response(@Nullable String next) {}
}
