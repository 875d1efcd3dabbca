package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.approvals.CreateModelRequest;
import dev.cairn.protocol.approvals.DecideModelRequest;
import dev.cairn.protocol.approvals.ListModelRequests;
import dev.cairn.protocol.approvals.ModelActivity;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Moves.Version;
import dev.cairn.search.PageSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests about stages and aliases, by their ids; and the inbox of those that wait.
final class ModelRequests {
    private final Database database;
    private final Moves moves;
    private final Decisions decisions;

    ModelRequests(Database database, Moves moves, Decisions decisions) {
        this.database = database;
        this.moves = moves;
        this.decisions = decisions;
    }

    CreateModelRequest.Response create(Caller caller, CreateModelRequest request) {
        Target target = Target.of(request.stage(), request.alias());
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            return new CreateModelRequest.Response(decisions
                    .ask(tx, caller, version, target, request.comment())
                    .told(caller));
        });
    }

    ListModelRequests.Response list(Caller caller, ListModelRequests request) {
        int size = PageSize.MODEL_ACTIVITIES.of(request.maxResults());
        long before = Numbers.before(request.pageToken());
        RequestQuery.Of of = of(request.of());
        @Nullable
        Long version = request.version() == null ? null : Long.valueOf(Numbers.of("version", request.version()));
        if (request.name() == null && version != null) {
            throw ApiException.invalid("A `version` takes the `name` of its model.");
        }
        return database.read(tx -> {
            @Nullable
            Long model = request.name() == null
                    ? null
                    : Long.valueOf(moves.model(tx, caller, request.name()).id());
            List<OpenRequest> found = new RequestQuery(tx, caller).page(model, version, of, before, size + 1);
            boolean isMore = found.size() > size;
            List<OpenRequest> page = isMore ? found.subList(0, size) : found;
            return new ListModelRequests.Response(
                    page.stream().map(open -> open.told(caller)).toList(),
                    isMore ? Long.toString(page.getLast().id()) : null);
        });
    }

    private static RequestQuery.Of of(@Nullable String word) {
        return switch (word == null ? "" : word) {
            case "" -> RequestQuery.Of.ALL;
            case "waiting" -> RequestQuery.Of.WAITING;
            case "mine" -> RequestQuery.Of.MINE;
            default -> throw ApiException.invalid("`of` is 'waiting' or 'mine', not '%s'.".formatted(word));
        };
    }

    DecideModelRequest.Response approve(Caller caller, DecideModelRequest request) {
        return decide(
                caller,
                request,
                (tx, version, open) -> decisions.approve(
                        tx, caller, version, open.target(), request.archiveExistingVersions(), request.comment()));
    }

    DecideModelRequest.Response reject(Caller caller, DecideModelRequest request) {
        return decide(
                caller,
                request,
                (tx, version, open) -> decisions.reject(tx, caller, version, open.target(), request.comment()));
    }

    DecideModelRequest.Response cancel(Caller caller, DecideModelRequest request) {
        return decide(
                caller, request, (tx, version, open) -> decisions.cancel(tx, caller, version, open, request.comment()));
    }

    @FunctionalInterface
    private interface Decision {
        ModelActivity about(Transaction tx, Version version, OpenRequest open);
    }

    private DecideModelRequest.Response decide(Caller caller, DecideModelRequest request, Decision decision) {
        long id = Numbers.of("request_id", request.requestId());
        return database.write(tx -> {
            OpenRequest known = find(tx, caller, id);
            Version version = moves.locked(tx, caller, known.name(), Long.toString(known.version()));
            return new DecideModelRequest.Response(decision.about(tx, version, find(tx, caller, id)));
        });
    }

    private static OpenRequest find(Transaction tx, Caller caller, long id) {
        return new RequestQuery(tx, caller)
                .find(id)
                .orElseThrow(() -> ApiException.missing("There is no open request with id '%d'.".formatted(id)));
    }
}
