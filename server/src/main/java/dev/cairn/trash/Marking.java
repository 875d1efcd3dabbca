package dev.cairn.trash;

import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.TrashItem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Decides what of the trash goes for good, and hides it. Once something is marked it cannot be restored.
final class Marking {
    private static final int PAGE = 200;
    private static final int MOST = 20_000;
    private static final int KEPT_TOLD = 100;

    private final Database database;
    private final Guards guards;
    private final InstantSource clock;

    Marking(Database database, Guards guards, InstantSource clock) {
        this.database = database;
        this.guards = guards;
        this.clock = clock;
    }

    /// Marks what a selection finds, in batches.
    PurgeTrash.Response mark(Workspace workspace, Selection selection) {
        Count count = new Count();
        if (selection.isNamed()) {
            database.write(tx -> {
                count.clear();
                for (Kind kind : Kind.values()) {
                    markNamed(tx, workspace, kind, selection, count);
                }
                return count;
            });
            return count.response();
        }
        for (Kind kind : Kind.values()) {
            markAll(workspace, kind, selection, count);
        }
        return count.response();
    }

    /// What of a selection is a workspace's own.
    Selection ownOf(Workspace workspace, Selection selection) {
        return database.read(tx -> {
            TrashStore store = new TrashStore(tx, workspace);
            return new Selection(
                    selection.experiments(),
                    own(store, Kind.RUN, selection),
                    own(store, Kind.LOGGED_MODEL, selection),
                    own(store, Kind.TRACE, selection),
                    selection.deletedBefore());
        });
    }

    private static List<String> own(TrashStore store, Kind kind, Selection selection) {
        return List.copyOf(store.byIds(kind, selection.named(kind)).keySet());
    }

    /// What `mark` would do: the same in a transaction that is taken back.
    PurgeTrash.Response rehearse(Workspace workspace, Selection selection) {
        try {
            return database.writeWhole(tx -> {
                throw new Rehearsal(mark(workspace, selection));
            });
        } catch (Rehearsal over) {
            return over.outcome;
        }
    }

    private void markNamed(Transaction tx, Workspace workspace, Kind kind, Selection selection, Count count) {
        TrashStore store = new TrashStore(tx, workspace);
        List<String> ids = selection.named(kind);
        Map<String, Item> found = store.byIds(kind, ids);
        for (String id : ids) {
            Item item = found.get(id);
            if (item == null) {
                throw ApiException.missing("There is no %s '%s' in the trash.".formatted(kind.wireName(), id));
            }
            if (!store.isDeleted(item)) {
                throw ApiException.invalid(
                        "The %s '%s' is not in the trash: delete it first.".formatted(kind.wireName(), id));
            }
            if (item.deletedTime() < selection.deletedBefore()) {
                mark(tx, workspace, item, count);
            }
        }
    }

    private void markAll(Workspace workspace, Kind kind, Selection selection, Count count) {
        long after = -1;
        List<Item> page = List.of();
        do {
            long from = after;
            Count before = count.copy();
            page = database.write(tx -> {
                count.reset(before);
                List<Item> items = new TrashStore(tx, workspace).candidates(kind, selection, from, PAGE);
                items.forEach(item -> mark(tx, workspace, item, count));
                return items;
            });
            after = page.isEmpty() ? after : page.getLast().number();
        } while (!page.isEmpty() && !count.isFull());
    }

    private void mark(Transaction tx, Workspace workspace, Item item, Count count) {
        if (item.kind() == Kind.EXPERIMENT) {
            markMembers(tx, workspace, item, count);
        }
        Optional<String> reason = guards.reason(tx, workspace, item);
        if (reason.isPresent()) {
            count.keep(item.shown(reason.get()));
        } else if (new TrashStore(tx, workspace).mark(item, clock.millis())) {
            count.add(item.kind());
        }
    }

    /// Marks the runs of an experiment that are deleted, whenever that was, and its logged models: they were not
    /// deleted with it, but nobody reaches them.
    private void markMembers(Transaction tx, Workspace workspace, Item experiment, Count count) {
        TrashStore store = new TrashStore(tx, workspace);
        Selection members =
                new Selection(List.of(experiment.number()), List.of(), List.of(), List.of(), Long.MAX_VALUE);
        long after = -1;
        for (List<Item> page = store.candidates(Kind.RUN, members, after, PAGE);
                !page.isEmpty();
                page = store.candidates(Kind.RUN, members, after, PAGE)) {
            page.forEach(item -> mark(tx, workspace, item, count));
            after = page.getLast().number();
        }
        store.modelsOf(experiment.number(), MOST).forEach(item -> mark(tx, workspace, item, count));
    }

    /// What was marked so far.
    private static final class Count {
        private final Map<Kind, Long> marked = new EnumMap<>(Kind.class);
        private final List<TrashItem> kept = new ArrayList<>();

        void add(Kind kind) {
            marked.merge(kind, 1L, Long::sum);
        }

        void keep(TrashItem item) {
            if (kept.size() < KEPT_TOLD && kept.stream().noneMatch(item::equals)) {
                kept.add(item);
            }
        }

        boolean isFull() {
            return marked.values().stream().mapToLong(Long::longValue).sum() >= MOST;
        }

        Count copy() {
            Count copy = new Count();
            copy.reset(this);
            return copy;
        }

        void clear() {
            marked.clear();
            kept.clear();
        }

        void reset(Count to) {
            clear();
            marked.putAll(to.marked);
            kept.addAll(to.kept);
        }

        private long of(Kind kind) {
            return Objects.requireNonNullElse(marked.get(kind), 0L);
        }

        PurgeTrash.Response response() {
            return new PurgeTrash.Response(
                    of(Kind.EXPERIMENT),
                    of(Kind.RUN),
                    of(Kind.LOGGED_MODEL),
                    of(Kind.TRACE),
                    List.copyOf(kept),
                    isFull() ? true : null);
        }
    }

    /// The outcome of a rehearsal on its way out of the transaction that it undoes.
    private static final class Rehearsal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient PurgeTrash.Response outcome;

        private Rehearsal(PurgeTrash.Response outcome) {
            super("rehearsed", null, false, false);
            this.outcome = outcome;
        }
    }
}
