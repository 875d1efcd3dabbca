package dev.cairn.inference;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import java.util.Optional;

/// Who knows the endpoints that tables are of.
public interface CapturedEndpoints {
    /// The number of an endpoint with which the caller may do what their route is about.
    long get(Transaction tx, Caller caller, String name);

    /// The same, of one that no other transaction changes until this one ends.
    long locked(Transaction tx, Caller caller, String name);

    /// When an entity of an endpoint began to answer with a version, in milliseconds since 1970, give or take a minute;
    /// empty where nobody knows.
    ///
    /// @param entity  empty for any, as is `version`
    Optional<Long> since(Transaction tx, long endpoint, String entity, String version);

    /// What an endpoint keeps was changed.
    ///
    /// @param isOn whether it keeps anything from now on
    void changed(Transaction tx, Caller caller, long endpoint, boolean isOn);

    /// How often an endpoint may be called was changed.
    ///
    /// @param was    in a line of text; empty where it may be called as often as anybody likes
    /// @param became in the same
    void limited(Transaction tx, Caller caller, long endpoint, String was, String became);
}
