package dev.cairn.config;

import java.util.Optional;

/// How much callers may ask of the server.
public record LimitConfig(Requests requests, Files files, Streams streams) {
    /// Nothing that work comes near to.
    public static final LimitConfig DEFAULT = new LimitConfig(
            new Requests(Optional.empty(), Optional.empty()),
            new Files(1_000, 1_000, Optional.empty()),
            new Streams(100, 500));

    /// Requests in a time; empty for any number.
    ///
    /// @param perPerson  of one account, whatever it shows of itself
    /// @param perAddress from one address, also of who is not signed in
    public record Requests(Optional<Rate> perPerson, Optional<Rate> perAddress) {}

    /// Files that come in.
    ///
    /// @param atOnce    at the same time
    /// @param perPerson those of one account
    /// @param bytes     the size of one; empty for any size
    public record Files(int atOnce, int perPerson, Optional<Long> bytes) {}

    /// Streams of changes that are open at the same time.
    ///
    /// @param perPerson  of one account
    /// @param perAddress to one address, also of who is not signed in
    public record Streams(int perPerson, int perAddress) {}

    /// The same with other bounds of requests.
    public LimitConfig with(Requests other) {
        return new LimitConfig(other, files, streams);
    }

    /// The same with other bounds of files.
    public LimitConfig with(Files other) {
        return new LimitConfig(requests, other, streams);
    }

    /// The same with other bounds of streams.
    public LimitConfig with(Streams other) {
        return new LimitConfig(requests, files, other);
    }
}
