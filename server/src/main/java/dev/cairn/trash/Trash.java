package dev.cairn.trash;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.WORKSPACE;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.access.Workspace;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.background.Background;
import dev.cairn.config.Upkeep;
import dev.cairn.db.Database;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.live.Live;
import dev.cairn.protocol.trash.ListTrash;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.RestoreTrash;
import dev.cairn.protocol.trash.StopPurges;
import dev.cairn.protocol.trash.SummarizeTrash;
import dev.cairn.traces.Traces;
import dev.cairn.tracking.Tracking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// The one public door of the trash.
public final class Trash {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final Optional<Duration> retention;
    private final Marking marking;
    private final Removal removal;
    private final TraceRetention traceRetention;
    private final TrashRules rules;
    private final TrashState state;
    private final AtomicBoolean isMarked = new AtomicBoolean(true);

    public Trash(
            Database database,
            Artifacts artifacts,
            Tracking tracking,
            Traces traces,
            Live live,
            Upkeep upkeep,
            InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.retention = upkeep.trashRetention();
        Guards guards = new Guards(artifacts);
        marking = new Marking(database, guards, clock);
        removal = new Removal(database, artifacts, guards, traces, live);
        traceRetention = new TraceRetention(database, removal, clock, upkeep.traceRetention());
        rules = new TrashRules(database, tracking, traces, marking, clock, () -> isMarked.set(true));
        state = new TrashState(database, removal, upkeep, clock);
    }

    public void register(Routes routes) {
        Routes.Api api = routes.api("3.0/cairn");
        api.get("trash", Permission.filtered(EXPERIMENT), ListTrash.class, rules::list);
        api.get("trash/summary", Permission.filtered(EXPERIMENT), SummarizeTrash.class, state::summary);
        api.post("trash/restore", Permission.manage(EXPERIMENT), RestoreTrash.class, rules::restore);
        api.keyless(Method.POST, "trash/purge", Permission.manage(EXPERIMENT), PurgeTrash.class, rules::purge);
        api.keyless(Method.POST, "trash/stop-purges", Permission.manage(WORKSPACE), StopPurges.class, state::stop);
    }

    /// What the trash does by itself: goes on with purges that were interrupted or just asked for, and empties itself
    /// of what is too old.
    public void start(Background background) {
        background.every(LOOK, "trash", this::removeMarked);
        background.every(RETENTION, "retention", this::applyRetention);
    }

    private void removeMarked() {
        if (isMarked.getAndSet(false) && removal.finish() > 0) {
            throw new IllegalStateException("some of what is purged could not be removed yet");
        }
    }

    void applyRetention() {
        try {
            retention.ifPresent(age -> {
                for (Workspace workspace : workspaces()) {
                    Selection old = Selection.olderThan(clock.millis() - age.toMillis());
                    Act.here("trash retention", "server").call(() -> marking.mark(Caller.itself(workspace), old));
                }
            });
        } finally {
            isMarked.set(true); // also what could not be removed before has its turn again
            Act.here("trace retention", "server").call(traceRetention::apply);
        }
    }

    /// Purges now what is asked for, in all workspaces, and what was marked before.
    public Purged purge(PurgeTrash request) {
        Selection selection = rules.selection(request);
        boolean rehearsal = Boolean.TRUE.equals(request.dryRun());
        List<Workspace> workspaces = workspaces();
        List<Selection> own = workspaces.stream()
                .map(workspace -> marking.ownOf(Caller.itself(workspace), selection))
                .toList();
        requireFound(selection, own);
        PurgeTrash.Response sum = new PurgeTrash.Response(0, 0, 0, 0, List.of(), null);
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).isNamed() || !selection.isNamed()) {
                sum = TrashRules.sum(sum, purge(workspaces.get(i), own.get(i), rehearsal));
            }
        }
        return new Purged(sum, rehearsal ? 0 : removal.finish());
    }

    /// All of a workspace, however much it is; a rehearsal tells of as much as one request takes.
    private PurgeTrash.Response purge(Workspace workspace, Selection selection, boolean rehearsal) {
        if (rehearsal) {
            return marking.rehearse(Caller.itself(workspace), selection);
        }
        PurgeTrash.Response some = marking.mark(Caller.itself(workspace), selection);
        PurgeTrash.Response sum = some;
        while (some.more() != null) {
            some = marking.mark(Caller.itself(workspace), selection);
            sum = TrashRules.sum(sum, some);
        }
        return TrashRules.whole(sum);
    }

    private static void requireFound(Selection asked, List<Selection> own) {
        for (Kind kind : Kind.values()) {
            Set<String> missing = new LinkedHashSet<>(asked.named(kind));
            own.forEach(found -> missing.removeAll(found.named(kind)));
            if (!missing.isEmpty()) {
                throw Marking.notThere(kind, missing.iterator().next());
            }
        }
    }

    /// What a purge did.
    ///
    /// @param putOff how much of what is marked could not be removed yet, as when the artifact store is away
    public record Purged(PurgeTrash.Response response, int putOff) {}

    private List<Workspace> workspaces() {
        return database.read(TrashStore::workspaces);
    }
}
