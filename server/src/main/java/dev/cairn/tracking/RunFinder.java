package dev.cairn.tracking;

import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.Guard;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Filter;
import dev.cairn.search.Order;
import dev.cairn.search.Slice;
import dev.cairn.tracking.experiments.Experiments;
import dev.cairn.tracking.names.Names;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Finds runs for those who show other things of them than a search does, such as tables and images.
public final class RunFinder {
    private final Names names;
    private final Activity activity;

    RunFinder(Names names, Activity activity) {
        this.names = names;
        this.activity = activity;
    }

    /// Runs of one experiment.
    ///
    /// @param experiment  its number, in the workspace
    /// @param nested      whether runs are left out whose parent is among the others
    /// @param parentRunId whose children alone are meant, if it is said
    public record Choice(
            Caller caller,
            long experiment,
            ViewType view,
            Optional<Filter> filter,
            boolean nested,
            @Nullable String parentRunId) {}

    /// A run and the number by which everything logged to it is kept.
    public record Found(long id, RunInfo info) {}

    /// The number of an experiment of the caller's workspace, in the trash or not.
    public long experiment(Transaction tx, Caller caller, String experimentId) {
        return Experiments.get(tx, caller, experimentId).id();
    }

    /// Whether somebody reads the runs of an experiment that they see.
    public static boolean mayRead(Caller caller, long experiment) {
        return Guard.admits(caller, RUN, experiment);
    }

    /// The numbers of the chosen runs, in order.
    public List<Long> ids(Transaction tx, Choice choice, List<Order> orders, long offset, int limit) {
        RunQuery query = new RunQuery(tx, names, choice.caller);
        return query.ids(
                List.of(choice.experiment),
                choice.filter,
                source -> keep(tx, choice, source),
                orders,
                new Slice(offset, limit));
    }

    /// Runs by their numbers, in the order given; without those that are gone.
    public List<Found> byIds(Transaction tx, Caller caller, List<Long> ids) {
        return new RunStore(tx, caller)
                .byIds(ids).stream()
                        .map(run -> new Found(run.id(), run.info(activity.isStale(run))))
                        .toList();
    }

    /// The numbers of runs of the caller's workspace that must all be there, in the order given.
    public long[] numbers(Transaction tx, Caller caller, SequencedSet<String> runIds) {
        return runIds.stream().mapToLong(new RunStore(tx, caller).ids(runIds)).toArray();
    }

    /// The tables and conditions that find the chosen runs.
    public RunSource source(Transaction tx, Choice choice) {
        RunSource source = new RunSource(tx, names);
        keep(tx, choice, source);
        return source;
    }

    /// The name that has a number.
    public String name(Transaction tx, long id) {
        return names.text(tx, id);
    }

    /// The number of a name, if anything was ever logged under it.
    public Optional<Long> nameId(Transaction tx, String name) {
        return names.find(tx, name);
    }

    private void keep(Transaction tx, Choice choice, RunSource source) {
        if (choice.parentRunId != null) {
            source.leadToChildren(choice.experiment, choice.parentRunId);
        }
        source.keepOf(mayRead(choice.caller, choice.experiment) ? List.of(choice.experiment) : List.of());
        source.keep(choice.view);
        choice.filter.ifPresent(source::keep);
        if (choice.nested && choice.filter.isEmpty()) {
            source.dropNested(choice.experiment, choice.view);
        } else if (choice.nested) {
            source.dropNested(
                    source(tx, new Choice(choice.caller, choice.experiment, choice.view, choice.filter, false, null)));
        }
    }
}
