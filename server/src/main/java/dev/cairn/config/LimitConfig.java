package dev.cairn.config;

import java.util.Optional;

/// How much callers may ask of the server.
///
/// @param storageBytes of the artifact store, which a workspace without a quota of its own may use;
///                     empty for any number
public record LimitConfig(Requests requests, Files files, Streams streams, Optional<Long> storageBytes) {
    /// Nothing that work comes near to.
    public static final LimitConfig DEFAULT = new LimitConfig(
            new Requests(Optional.empty(), Optional.empty()),
            new Files(1_000, 1_000, Optional.empty()),
            new Streams(100, 500),
            Optional.empty());

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
        return new LimitConfig(other, files, streams, storageBytes);
    }

    /// The same with other bounds of files.
    public LimitConfig with(Files other) {
        return new LimitConfig(requests, other, streams, storageBytes);
    }

    /// The same with a quota.
    public LimitConfig withStorage(long bytes) {
        return new LimitConfig(requests, files, streams, Optional.of(bytes));
    }

    /// The same with other bounds of streams.
    public LimitConfig with(Streams other) {
        return new LimitConfig(requests, files, other, storageBytes);
    }
}
