package dev.cairn.protocol.audit;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET audit/search`: what was done, newest first. All conditions must hold; those that are null do.
///
/// @param actor      the name of an account
/// @param via        by what they were signed in, as records have it
/// @param action     as records have it
/// @param outcome    as records have it, or `REFUSED` for all that was refused
/// @param about      a thing, such as `run_id=5f3c…`
/// @param from       the earliest time, in milliseconds since 1970
/// @param to         the time before which it was
/// @param maxResults at most 1,000; 100 where it is null
public record SearchAudit(
        @Nullable String actor,
        @Nullable String via,
        @Nullable String action,
        @Nullable String outcome,
        List<String> about,
        @Nullable Long from,
        @Nullable Long to,
        @Nullable Integer maxResults,
        @Nullable String pageToken) {
    public SearchAudit {
        about = Require.listOrEmpty(about);
    }

    /// The same, for the page of a token.
    public SearchAudit from(String token) {
        return new SearchAudit(actor, via, action, outcome, about, from, to, maxResults, token);
    }

    /// A page of what was found.
    ///
    /// @param nextPageToken null behind the last page; a page may be short, or empty, and have one behind it
    public record Response(
            List<AuditRecord> records, @Nullable String nextPageToken) {}
}
