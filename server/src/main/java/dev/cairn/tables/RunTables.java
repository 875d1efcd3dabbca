package dev.cairn.tables;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.Routes;
import dev.cairn.protocol.runs.CountRuns;
import dev.cairn.protocol.runs.GroupRuns;
import dev.cairn.protocol.runs.ListExperimentKeys;
import dev.cairn.protocol.runs.ReadRunTable;
import dev.cairn.protocol.runs.RunChoice;
import dev.cairn.protocol.runs.RunRow;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.search.PageSize;
import dev.cairn.tracking.RunFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The one public door: tables of the runs of an experiment, of whatever length.
public final class RunTables {
    /// Runs that columns are chosen by.
    private static final int SAMPLE = 100;

    /// Characters of a text in a table.
    private static final int TEXT = 250;

    private final Database database;
    private final RunFinder finder;
    private final Choices choices;
    private final RunGroups groups;
    private final RunColumns columns;
    private final RunCsv csv;

    public RunTables(Database database, RunFinder finder) {
        this.database = database;
        this.finder = finder;
        this.choices = new Choices(finder);
        this.groups = new RunGroups(database, finder, choices);
        this.columns = new RunColumns(database, finder);
        this.csv = new RunCsv(database, finder, choices);
    }

    public void register(Routes routes) {
        RunTablesApi.register(routes, this, columns, csv);
    }

    /// A window of the table: its rows, and what they have in the columns.
    public ReadRunTable.Response read(Caller caller, ReadRunTable request) {
        List<Order> orders = Grammars.RUNS.orderBy(request.orderBy());
        Columns asked = Columns.of(request.columns());
        int size = PageSize.RUN_TABLE.of(request.maxResults());
        long offset = Offsets.of(request.offset());
        int byDefault = Columns.countByDefault(request.defaultColumns());
        return database.read(tx -> {
            RunFinder.Choice choice = choices.of(tx, caller, request.experimentId(), request.choice());
            List<Long> ids = finder.ids(tx, choice, orders, offset, size + 1);
            boolean more = ids.size() > size;
            List<Long> shown = more ? ids.subList(0, size) : ids;
            Columns columns = byDefault == 0 ? asked : asked.with(byDefault(tx, choice, byDefault));
            return new ReadRunTable.Response(rows(tx, choice, shown, columns), columns.written(), more ? true : null);
        });
    }

    /// What most of the newest runs have, however the table is filtered and sorted, so that its columns stay the same.
    private List<String> byDefault(Transaction tx, RunFinder.Choice choice, int count) {
        RunFinder.Choice all = new RunFinder.Choice(
                choice.caller(), choice.experiment(), choice.view(), Optional.empty(), false, null);
        List<Long> newest = finder.ids(tx, all, List.of(), 0, SAMPLE);
        return new CellStore(tx, finder, TEXT)
                .most(newest.stream().mapToLong(Long::longValue).toArray(), count);
    }

    private List<RunRow> rows(Transaction tx, RunFinder.Choice choice, List<Long> ids, Columns columns) {
        List<RunFinder.Found> runs = finder.byIds(tx, choice.caller(), ids);
        Cells cells = new CellStore(tx, finder, TEXT)
                .of(runs.stream().mapToLong(RunFinder.Found::id).toArray(), columns, choice);
        List<RunRow> rows = new ArrayList<>(runs.size());
        runs.forEach(run -> rows.add(cells.row(run)));
        return rows;
    }

    /// How many runs are chosen, and how many there are.
    public CountRuns.Response count(Caller caller, CountRuns request) {
        RunChoice all = new RunChoice(null, request.choice().runViewType(), null, null, null);
        return database.read(tx -> {
            RunFinder.Choice choice = choices.of(tx, caller, request.experimentId(), request.choice());
            CountQuery query = new CountQuery(tx, finder);
            return new CountRuns.Response(
                    query.count(choice), query.count(choices.of(tx, caller, request.experimentId(), all)));
        });
    }

    /// The groups of chosen runs, with what their metrics come to.
    public GroupRuns.Response group(Caller caller, GroupRuns request) {
        return groups.group(caller, request);
    }

    /// The keys of an experiment that hold a text.
    public ListExperimentKeys.Response keys(Caller caller, ListExperimentKeys request) {
        Columns.requireKind(request.kind());
        int size = PageSize.RUN_KEYS.of(request.maxResults());
        String contains = Objects.requireNonNullElse(request.contains(), "");
        return database.read(tx -> {
            long experiment = finder.experiment(tx, caller, request.experimentId());
            List<String> keys = RunFinder.mayRead(caller, experiment)
                    ? new KeyStore(tx).find(experiment, request.kind(), contains, size + 1)
                    : List.of();
            boolean more = keys.size() > size;
            return new ListExperimentKeys.Response(more ? keys.subList(0, size) : keys, more ? true : null);
        });
    }
}
