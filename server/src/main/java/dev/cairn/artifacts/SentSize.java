package dev.cairn.artifacts;

import dev.cairn.http.ApiException;
import java.util.OptionalLong;

/// How large a file may be that a client sends to a store by itself.
///
/// @param exact the bytes that the client said; empty where it said nothing
/// @param most  the bytes that it may have
public record SentSize(OptionalLong exact, long most) {
    /// Of any size.
    public static final SentSize ANY = new SentSize(OptionalLong.empty(), Long.MAX_VALUE);

    /// Whether a store has to be told.
    public boolean isBounded() {
        return most < Long.MAX_VALUE;
    }

    /// The bytes that the store has to refuse more than.
    public long bound() {
        return Math.min(exact.orElse(most), most);
    }

    /// The refusal of a URL under which a store would take a file of any size.
    public static ApiException notBound(String what) {
        return ApiException.notImplemented(
                "This server bounds what a file may have (--max-file-size, or a storage quota): %s".formatted(what));
    }
}
