package dev.cairn.traces.search;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.protocol.traces.SearchSessions;
import dev.cairn.protocol.traces.TraceSession;
import dev.cairn.search.Page;
import dev.cairn.search.PageSize;
import dev.cairn.search.PageToken;
import dev.cairn.text.Lengths;
import dev.cairn.tracking.Tracking;
import java.util.Objects;

/// The sessions of an experiment: which traces say that they belong together.
final class TraceSessions {
    /// Characters of a part of an id.
    private static final int MOST = 250;

    private final Database database;
    private final Tracking tracking;

    TraceSessions(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    SearchSessions.Response search(Caller caller, SearchSessions request) {
        int size = PageSize.SESSIONS.of(request.maxResults());
        long offset = PageToken.offset(request.pageToken());
        String contains = Objects.requireNonNullElse(request.contains(), "");
        Lengths.check("contains", MOST, contains);
        return database.read(tx -> {
            SessionStore store = new SessionStore(tx, tracking.getExperiment(tx, caller, request.experimentId()));
            Page<TraceSession> page = Page.of(offset, size, most -> store.find(contains, offset, most));
            return new SearchSessions.Response(page.rows(), page.next());
        });
    }
}
