package dev.cairn.tables;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.runs.GroupRuns;
import dev.cairn.protocol.runs.RunGroup;
import dev.cairn.search.Field;
import dev.cairn.search.PageSize;
import dev.cairn.tracking.RunFinder;
import java.util.List;
import java.util.Map;

/// Runs by their value in a column, with what their metrics come to.
final class RunGroups {
    private static final int MOST_METRICS = 20;

    private final Database database;
    private final RunFinder finder;
    private final Choices choices;

    RunGroups(Database database, RunFinder finder, Choices choices) {
        this.database = database;
        this.finder = finder;
        this.choices = choices;
    }

    GroupRuns.Response group(Caller caller, GroupRuns request) {
        Field column = Choices.groupField(request.groupBy());
        int size = PageSize.RUN_GROUPS.of(request.maxResults());
        List<String> metrics = request.metrics().stream().distinct().toList();
        if (metrics.size() > MOST_METRICS) {
            throw ApiException.invalid("Groups sum up at most %d metrics, %d were asked for. Choose fewer."
                    .formatted(MOST_METRICS, metrics.size()));
        }
        return database.read(tx -> {
            RunFinder.Choice choice = choices.of(tx, caller, request.experimentId(), request.choice());
            GroupQuery query = new GroupQuery(tx, finder, choice);
            List<RunGroup> groups = query.find(column, metrics, size + 1);
            Map<String, String> best = metrics.isEmpty()
                    ? Map.of()
                    : query.best(column, metrics.getFirst(), Boolean.TRUE.equals(request.leastBest()));
            List<RunGroup> shown = groups.stream()
                    .limit(size)
                    .map(group -> new RunGroup(
                            group.value(), group.count(), group.metrics(), best.get(String.valueOf(group.value()))))
                    .toList();
            return new GroupRuns.Response(shown, groups.size() > size ? true : null);
        });
    }
}
