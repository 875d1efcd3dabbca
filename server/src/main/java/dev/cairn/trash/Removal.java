package dev.cairn.trash;

import dev.cairn.access.Caller;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.live.ExperimentNews;
import dev.cairn.live.Live;
import dev.cairn.live.RunNews;
import dev.cairn.permissions.Permissions;
import dev.cairn.traces.Traces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what is marked: first its artifacts, then its rows in batches, then the mark. What a crash interrupts, or a
/// store that is away, is done again from its beginning, which changes nothing where it was done already.
///
/// Until it begins, what something has come to need since the mark is put back, and anybody may stop it.
final class Removal {
    private static final int PAGE = 100;
    private static final int TRACES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

    private final Database database;
    private final Artifacts artifacts;
    private final Guards guards;
    private final Traces traces;
    private final Live live;
    private final AtomicLong removed = new AtomicLong();
    private final AtomicLong putOff = new AtomicLong();

    Removal(Database database, Artifacts artifacts, Guards guards, Traces traces, Live live) {
        this.database = database;
        this.artifacts = artifacts;
        this.guards = guards;
        this.traces = traces;
        this.live = live;
    }

    /// Removes all that is marked.
    ///
    /// @return how much of it could not be removed now
    int finish() {
        int failed = 0;
        removed.set(0);
        List<PurgeStore.Marked> page = next(0);
        while (!page.isEmpty()) {
            List<PurgeStore.Marked> going = begin(page);
            failed += removeTraces(going.stream().filter(Removal::isTrace).toList());
            for (PurgeStore.Marked marked :
                    going.stream().filter(one -> !isTrace(one)).toList()) {
                failed += removeOrLog(marked) ? 0 : 1;
            }
            putOff.set(failed);
            page = next(page.getLast().entry());
        }
        putOff.set(failed);
        return failed;
    }

    /// How many things are gone since `finish` began the last time.
    long removed() {
        return removed.get();
    }

    /// How many things could not be removed when they had their turn the last time.
    long putOff() {
        return putOff.get();
    }

    private static boolean isTrace(PurgeStore.Marked marked) {
        return marked.kind() == Kind.TRACE;
    }

    private List<PurgeStore.Marked> next(long after) {
        return database.read(tx -> PurgeStore.marked(tx, after, PAGE));
    }

    /// Begins runs, logged models and traces, and returns them with the experiments, whose turn comes once these are
    /// gone.
    private List<PurgeStore.Marked> begin(List<PurgeStore.Marked> page) {
        Places places = database.read(guards::places);
        List<PurgeStore.Marked> going = new ArrayList<>();
        List<PurgeStore.Marked> beginning = new ArrayList<>();
        for (PurgeStore.Marked marked : page) {
            if (marked.isBegun() || marked.kind() == Kind.EXPERIMENT) {
                going.add(marked);
            } else if (isTrace(marked) || !putBackIfNeeded(marked, places)) {
                beginning.add(marked);
            }
        }
        going.addAll(begun(beginning));
        going.sort(Comparator.comparingLong(PurgeStore.Marked::entry));
        return going;
    }

    /// Those of some that nobody stopped until now, which is too late from here on.
    private List<PurgeStore.Marked> begun(List<PurgeStore.Marked> beginning) {
        return beginning.isEmpty() ? List.of() : database.write(tx -> new PurgeStore(tx).begin(beginning));
    }

    private boolean removeOrLog(PurgeStore.Marked marked) {
        try {
            return remove(marked);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("purge of {} {} is put off", marked.kind().wireName(), marked.number(), failure);
            return false;
        }
    }

    private boolean remove(PurgeStore.Marked marked) throws IOException {
        if (marked.kind() == Kind.EXPERIMENT && !marked.isBegun()) {
            if (putBackIfNeeded(marked, database.read(guards::places))) {
                return true;
            }
            if (database.read(tx -> new PurgeStore(tx).hasMembers(marked.number()))) {
                return false;
            }
            if (begun(List.of(marked)).isEmpty()) {
                return true;
            }
        }
        Optional<Item> found = database.read(tx -> item(tx, marked));
        if (found.isEmpty()) {
            forget(marked);
            return true;
        }
        Item item = found.get();
        Optional<ArtifactPath> folder = guards.folder(item);
        if (item.kind() == Kind.EXPERIMENT) {
            removeTraces(item.experiment(), item.location(), Long.MAX_VALUE, folder.isPresent());
        }
        if (folder.isPresent()) {
            artifacts.delete(folder.get());
        }
        if (item.kind() == Kind.RUN) {
            removeLogged(marked);
        }
        database.write(tx -> item(tx, marked).filter(still -> last(tx, still)));
        removed.incrementAndGet();
        LOG.info("purged {} {} of experiment {}", item.kind().wireName(), item.id(), item.experiment());
        return true;
    }

    private static Optional<Item> item(Transaction tx, PurgeStore.Marked marked) {
        return new TrashStore(tx, Caller.itself(marked.workspace())).purging(marked.kind(), marked.number());
    }

    private void forget(PurgeStore.Marked marked) {
        database.write(tx -> {
            new PurgeStore(tx).forget(marked.kind(), marked.number());
            return marked;
        });
    }

    /// Something may have begun to need the item between the moment that it was looked at and the mark.
    private boolean putBackIfNeeded(PurgeStore.Marked marked, Places places) {
        Optional<Kept> kept = database.read(tx -> item(tx, marked)
                .flatMap(item -> guards.reason(new TrashStore(tx, Caller.itself(marked.workspace())), places, item, 0)
                        .map(reason -> new Kept(item, reason))));
        kept.ifPresent(it -> {
            database.write(tx -> {
                new TrashStore(tx, Caller.itself(marked.workspace()))
                        .unmark(it.item().kind(), it.item().number());
                return it;
            });
            LOG.info("{} {} is kept: {}", it.item().kind().wireName(), it.item().id(), it.reason());
        });
        return kept.isPresent();
    }

    private record Kept(Item item, String reason) {}

    /// Nothing of another run that was given the number meanwhile.
    private void removeLogged(PurgeStore.Marked run) {
        int removed = 1;
        while (removed > 0) {
            removed = database.write(tx -> item(tx, run).isEmpty() ? 0 : new PurgeStore(tx).someOfRun(run.number()));
        }
    }

    private boolean last(Transaction tx, Item item) {
        if (item.kind() == Kind.RUN) {
            traces.unlink(tx, item.id());
        }
        new PurgeStore(tx).last(item.kind(), item.number());
        switch (item.kind()) {
            case RUN -> live.ofRun(tx, item.experiment(), item.id(), RunNews::purged);
            case EXPERIMENT -> {
                Permissions.forgetExperiment(tx, item.number());
                live.ofExperiment(tx, item.experiment(), ExperimentNews::purged);
            }
            case LOGGED_MODEL -> {
                // nobody watches a model
            }
            case TRACE -> {
                // nor a trace
            }
        }
        return true;
    }

    /// Removes traces that are marked, those at once whose artifacts could be removed.
    ///
    /// @return how many could not
    private int removeTraces(List<PurgeStore.Marked> marked) {
        Set<Long> left = new HashSet<>();
        TraceFolders folders = new TraceFolders(artifacts, guards);
        List<Long> numbers = marked.stream().map(PurgeStore.Marked::number).toList();
        List<Item> going = numbers.isEmpty() ? List.of() : database.read(tx -> TrashStore.purgingTraces(tx, numbers));
        List<Long> goingNumbers = going.stream().map(Item::number).toList();
        for (Item trace : going) {
            try {
                if (folders.mayHave(trace.location(), trace.id())) {
                    removeFiles(trace.location(), trace.experiment(), trace.id(), goingNumbers);
                }
            } catch (IOException | RuntimeException failure) {
                LOG.warn("purge of trace {} is put off", trace.id(), failure);
                left.add(trace.number());
            }
        }
        List<Long> done =
                numbers.stream().filter(number -> !left.contains(number)).toList();
        if (!done.isEmpty()) {
            database.write(tx -> {
                traces.purge(
                        tx,
                        TrashStore.purgingTraces(tx, done).stream()
                                .map(Item::number)
                                .toList());
                done.forEach(number -> new PurgeStore(tx).forget(Kind.TRACE, number));
                return done;
            });
            removed.addAndGet(done.size());
        }
        return left.size();
    }

    /// Removes the files of a trace that is going, unless another trace that stays has the same id.
    private void removeFiles(String location, long experiment, String traceId, Collection<Long> going)
            throws IOException {
        boolean needed = !going.containsAll(database.read(tx -> new PurgeStore(tx).ofId(experiment, traceId)));
        Optional<ArtifactPath> folder =
                guards.place(location).map(place -> place.child(ArtifactPath.of("traces/" + traceId)));
        if (!needed && folder.isPresent()) {
            artifacts.delete(folder.get());
        }
    }

    /// Removes the traces of an experiment that began before a time, some at once, each with its artifacts.
    ///
    /// @param withoutFiles whether their files go otherwise
    long removeTraces(long experiment, String location, long before, boolean withoutFiles) throws IOException {
        long removed = 0;
        List<PurgeStore.OldTrace> some = traces(experiment, before);
        while (!some.isEmpty()) {
            Map<Long, String> going =
                    some.stream().collect(Collectors.toMap(PurgeStore.OldTrace::number, PurgeStore.OldTrace::id));
            TraceFolders folders = new TraceFolders(artifacts, guards);
            for (PurgeStore.OldTrace trace : some) {
                if (!withoutFiles && folders.mayHave(location, trace.id())) {
                    removeFiles(location, experiment, trace.id(), going.keySet());
                }
            }
            removed += database.<Integer>write(tx -> traces.purge(tx, experiment, before, going));
            some = traces(experiment, before);
        }
        return removed;
    }

    private List<PurgeStore.OldTrace> traces(long experiment, long before) {
        return database.read(tx -> new PurgeStore(tx).traces(experiment, before, TRACES));
    }
}
