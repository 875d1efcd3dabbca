package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.approvals.GetVersionsAt;
import dev.cairn.protocol.approvals.ListModelActivity;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.registry.Moves;
import dev.cairn.registry.RegistryEvent;
import dev.cairn.search.PageSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was done to models, and what was at some time.
final class Activities {
    private final Database database;
    private final Moves moves;

    Activities(Database database, Moves moves) {
        this.database = database;
        this.moves = moves;
    }

    ListModelActivity.Response list(Caller caller, ListModelActivity request) {
        int size = PageSize.MODEL_ACTIVITIES.of(request.maxResults());
        long before = Numbers.before(request.pageToken());
        if (request.name() == null && request.version() != null) {
            throw ApiException.invalid("A `version` takes the `name` of its model.");
        }
        @Nullable
        Long version = request.version() == null ? null : Long.valueOf(Numbers.of("version", request.version()));
        List<ActivityKind> kinds =
                request.kinds().stream().map(ActivityKind::named).toList();
        return database.read(tx -> {
            @Nullable
            Long model = request.name() == null
                    ? null
                    : Long.valueOf(moves.model(tx, caller, request.name()).id());
            return page(
                    size,
                    new ActivityQuery(tx, caller)
                            .find(new ActivityQuery.About(model, version, kinds, request.userId()), before, size + 1));
        });
    }

    private static ListModelActivity.Response page(int size, List<ModelActivity> found) {
        return found.size() > size
                ? new ListModelActivity.Response(
                        found.subList(0, size), found.get(size - 1).activityId())
                : new ListModelActivity.Response(found, null);
    }

    GetVersionsAt.Response at(Caller caller, GetVersionsAt request) {
        return database.read(tx -> {
            RegistryEvent.Model model = moves.model(tx, caller, request.name());
            PointInTimeStore store = new PointInTimeStore(tx, model.id(), request.timestamp());
            List<Long> versions = switch (Target.of(request.stage(), request.alias())) {
                case Target.Stage(String stage) -> store.inStage(stage);
                case Target.Alias(String alias) -> store.aliased(alias).stream().toList();
            };
            return new GetVersionsAt.Response(
                    versions.stream().map(String::valueOf).toList());
        });
    }
}
