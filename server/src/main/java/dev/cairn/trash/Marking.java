package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.trash.PurgeTrash;
import dev.cairn.protocol.trash.TrashItem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Decides what of the trash goes for good, and hides it. Once something is marked it cannot be restored.
///
/// What is found is judged in reads, page by page, and each page is marked in a short transaction of its own, in which
/// only what is still deleted is taken: nobody waits for a purge, however large it is.
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

    /// Marks what a selection finds, up to a bound.
    PurgeTrash.Response mark(Caller caller, Selection selection) {
        return new Pass(caller, selection, false).run();
    }

    /// What `mark` would do.
    PurgeTrash.Response rehearse(Caller caller, Selection selection) {
        return new Pass(caller, selection, true).run();
    }

    /// What of a selection is a workspace's own.
    Selection ownOf(Caller caller, Selection selection) {
        return database.read(tx -> {
            TrashStore store = new TrashStore(tx, caller);
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

    /// Finds a page of items behind a number.
    private interface Finder {
        List<Item> find(TrashStore store, long after, int limit);
    }

    /// What was found, up to a number, and what of it may go.
    private record Look(long last, List<Item> going) {}

    /// One way through what a selection finds. Used by one thread.
    private final class Pass {
        private final Caller caller;
        private final Selection selection;
        private final boolean isRehearsal;
        private final Places places;
        private final Count count = new Count();

        Pass(Caller caller, Selection selection, boolean isRehearsal) {
            this.caller = caller;
            this.selection = selection;
            this.isRehearsal = isRehearsal;
            this.places = database.read(guards::places);
        }

        PurgeTrash.Response run() {
            if (selection.isNamed()) {
                Map<Kind, List<Item>> named = database.read(this::named);
                named.forEach((kind, items) -> {
                    for (int from = 0; from < items.size(); from += PAGE) {
                        take(kind, items.subList(from, Math.min(from + PAGE, items.size())));
                    }
                });
                return count.response(false);
            }
            for (Kind kind : List.of(Kind.RUN, Kind.LOGGED_MODEL, Kind.TRACE)) {
                takeAll(kind, false, (store, after, limit) -> store.candidates(kind, selection, after, limit));
            }
            takeExperiments();
            return count.response(count.isFull());
        }

        /// What is named and old enough; all of it has to be in the trash.
        private Map<Kind, List<Item>> named(Transaction tx) {
            TrashStore store = new TrashStore(tx, caller);
            Map<Kind, List<Item>> named = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                Map<String, Item> found = store.byIds(kind, selection.named(kind));
                for (String id : new HashSet<>(selection.named(kind))) {
                    Item item = found.get(id);
                    if (item == null) {
                        throw notThere(kind, id);
                    }
                    if (!store.isDeleted(item)) {
                        throw ApiException.invalid(
                                "The %s '%s' is not in the trash: delete it first.".formatted(kind.wireName(), id));
                    }
                    if (item.deletedTime() < selection.deletedBefore()) {
                        named.computeIfAbsent(kind, first -> new ArrayList<>()).add(item);
                    }
                }
            }
            return named;
        }

        private void takeAll(Kind kind, boolean evenActive, Finder finder) {
            long after = -1;
            while (!count.isFull()) {
                long from = after;
                Look look = database.read(tx -> {
                    TrashStore store = new TrashStore(tx, caller);
                    List<Item> page = finder.find(store, from, PAGE);
                    return new Look(page.isEmpty() ? from : page.getLast().number(), judge(store, page));
                });
                take(kind, look, evenActive);
                if (look.last() == from) {
                    return;
                }
                after = look.last();
            }
        }

        /// Each with the runs that are deleted, whenever that was, and all logged models: they were not deleted with
        /// it, but nobody reaches them. The experiment itself goes once these are marked.
        private void takeExperiments() {
            long after = -1;
            while (!count.isFull()) {
                long from = after;
                List<Item> page = database.read(
                        tx -> new TrashStore(tx, caller).candidates(Kind.EXPERIMENT, selection, from, PAGE));
                if (page.isEmpty()) {
                    return;
                }
                List<Item> emptied = new ArrayList<>();
                for (Item experiment : page) {
                    takeMembers(experiment);
                    if (count.isFull()) {
                        break;
                    }
                    emptied.add(experiment);
                }
                take(Kind.EXPERIMENT, emptied);
                after = page.getLast().number();
            }
        }

        private void takeMembers(Item experiment) {
            Selection members =
                    new Selection(List.of(experiment.number()), List.of(), List.of(), List.of(), Long.MAX_VALUE);
            takeAll(Kind.RUN, false, (store, after, limit) -> store.candidates(Kind.RUN, members, after, limit));
            takeAll(
                    Kind.LOGGED_MODEL,
                    true,
                    (store, after, limit) -> store.modelsOf(experiment.number(), after, limit));
        }

        private void take(Kind kind, List<Item> items) {
            take(kind, database.read(tx -> new Look(0, judge(new TrashStore(tx, caller), items))), false);
        }

        /// Those of some items that nothing keeps.
        private List<Item> judge(TrashStore store, List<Item> items) {
            List<Item> going = new ArrayList<>();
            for (Item item : items) {
                if (!count.hasTaken(item)) {
                    guards.reason(store, places, item, count.takenOf(item))
                            .ifPresentOrElse(reason -> count.keep(item.shown(reason)), () -> going.add(item));
                }
            }
            return going;
        }

        private void take(Kind kind, Look look, boolean evenActive) {
            if (look.going().isEmpty()) {
                return;
            }
            if (isRehearsal) {
                look.going().forEach(count::rehearse);
            } else {
                count.add(
                        kind,
                        database.write(
                                tx -> new TrashStore(tx, caller).mark(kind, look.going(), evenActive, clock.millis())));
            }
        }
    }

    static ApiException notThere(Kind kind, String id) {
        return ApiException.missing("There is no %s '%s' in the trash.".formatted(kind.wireName(), id));
    }

    /// What was taken so far.
    private static final class Count {
        private final Map<Kind, Integer> taken = new EnumMap<>(Kind.class);
        private final List<TrashItem> kept = new ArrayList<>();

        /// What a rehearsal would have taken, and how many of each experiment: it finds them again.
        private final Set<TakenItem> rehearsed = new HashSet<>();

        private final Map<Long, Long> rehearsedOf = new HashMap<>();

        void add(Kind kind, int items) {
            taken.merge(kind, items, Integer::sum);
        }

        void rehearse(Item item) {
            add(item.kind(), 1);
            rehearsed.add(new TakenItem(item.kind(), item.number()));
            if (item.kind() == Kind.RUN || item.kind() == Kind.LOGGED_MODEL) {
                rehearsedOf.merge(item.experiment(), 1L, Long::sum);
            }
        }

        boolean hasTaken(Item item) {
            return rehearsed.contains(new TakenItem(item.kind(), item.number()));
        }

        long takenOf(Item experiment) {
            return rehearsedOf.getOrDefault(experiment.experiment(), 0L);
        }

        void keep(TrashItem item) {
            if (kept.size() < KEPT_TOLD && kept.stream().noneMatch(item::equals)) {
                kept.add(item);
            }
        }

        boolean isFull() {
            return taken.values().stream().mapToInt(Integer::intValue).sum() >= MOST;
        }

        private long of(Kind kind) {
            return Objects.requireNonNullElse(taken.get(kind), 0);
        }

        PurgeTrash.Response response(boolean isMore) {
            return new PurgeTrash.Response(
                    of(Kind.EXPERIMENT),
                    of(Kind.RUN),
                    of(Kind.LOGGED_MODEL),
                    of(Kind.TRACE),
                    List.copyOf(kept),
                    isMore ? true : null);
        }
    }

    private record TakenItem(Kind kind, long number) {}
}
