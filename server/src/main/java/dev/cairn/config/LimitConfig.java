package dev.cairn.config;

import java.util.Optional;

/// How much callers may ask of the server.
///
/// @param perPerson        requests of one account, whatever it shows of itself; empty for any number
/// @param perAddress       requests from one address, also of who is not signed in; empty for any number
/// @param uploads          files that come in at the same time
/// @param uploadsPerPerson those of one account
/// @param fileBytes        the size of a file that comes in through the server; empty for any size
public record LimitConfig(
        Optional<Rate> perPerson,
        Optional<Rate> perAddress,
        int uploads,
        int uploadsPerPerson,
        Optional<Long> fileBytes) {
    /// Nothing that work comes near to.
    public static final LimitConfig DEFAULT =
            new LimitConfig(Optional.empty(), Optional.empty(), 1_000, 1_000, Optional.empty());
}
