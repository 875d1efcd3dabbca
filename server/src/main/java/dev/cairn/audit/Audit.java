package dev.cairn.audit;

import static dev.cairn.access.Resource.WORKSPACE;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.background.Background;
import dev.cairn.db.Database;
import dev.cairn.encryption.Keys;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.http.Witness;
import dev.cairn.protocol.audit.SearchAudit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one public door of the audit log.
public final class Audit implements Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final Database plain;
    private final Database database;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final AuditSearch search;
    private final Verification verification;
    private final Abandonment abandonment;

    /// @param database of which nothing is kept yet
    /// @param keys     of which one seals the log
    public Audit(Database database, Keys keys, InstantSource clock) {
        Chain chain = new Chain(keys.dataKey("audit"));
        plain = database;
        this.clock = clock;
        trail = new AuditTrail(chain, clock);
        this.database = database.keeping(trail);
        search = new AuditSearch(database);
        verification = new Verification(database, chain);
        abandonment = new Abandonment(chain);
    }

    /// The database in which all that is done in somebody's name is kept.
    public Database database() {
        return database;
    }

    public void register(Routes routes) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get("audit/search", Permission.manage(WORKSPACE), SearchAudit.class, search::search);
        api.audited(Audited.READS)
                .raw(
                        Method.GET,
                        "audit/export",
                        Permission.manage(WORKSPACE),
                        SearchAudit.class,
                        new AuditExport(this)::send);
    }

    /// Removes what is too old, and writes now and then into the server's log where the chain is, which shows later
    /// whether its end was cut off.
    ///
    /// @param kept how long records are kept, empty for ever
    public void start(Background background, Optional<Duration> kept) {
        tellWhereItIs();
        background.every(PAUSE, "audit", () -> {
            kept.ifPresent(age -> new Retention(database, age, clock).apply());
            tellWhereItIs();
        });
    }

    private void tellWhereItIs() {
        database.read(tx -> new AuditStore(tx).last())
                .ifPresent(last -> LOG.info("audit_record={} seal={}", last.id(), last.sealText()));
    }

    @Override
    public void tell(Act act) {
        if (trail.needs(act)) {
            plain.write(tx -> {
                trail.keep(tx, List.of(act));
                return true;
            });
        }
    }

    /// Keeps that the key that sealed the log so far is lost, so that from here on it can be verified again.
    ///
    /// @param act who abandoned it
    public void beginAnew(Act act) {
        abandonment.keep(plain, trail, act);
    }

    /// Looks at all of the log.
    ///
    /// @param expected a record that must be there, as `ID:SEAL`
    public Verified verify(Optional<String> expected) {
        return verification.run(expected);
    }

    /// All that a search finds, newest first, page by page.
    public void search(SearchAudit request, Consumer<SearchAudit.Response> pages) {
        search(Caller.LOCAL_OWNER, request, pages);
    }

    void search(Caller caller, SearchAudit request, Consumer<SearchAudit.Response> pages) {
        SearchAudit.Response page = search.search(caller, request);
        pages.accept(page);
        while (page.nextPageToken() != null) {
            page = search.search(caller, request.from(page.nextPageToken()));
            pages.accept(page);
        }
    }
}
