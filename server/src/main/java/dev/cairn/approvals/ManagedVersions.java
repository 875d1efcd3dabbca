package dev.cairn.approvals;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.approvals.Activity;
import dev.cairn.protocol.approvals.GetModelVersionDatabricks;
import dev.cairn.protocol.approvals.ModelVersionDatabricks;
import dev.cairn.protocol.approvals.TransitionStageDatabricks;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.registry.Moves;
import dev.cairn.registry.Moves.Version;
import java.util.List;
import java.util.Objects;

/// Versions as the managed platform's SDKs read and move them.
final class ManagedVersions {
    private final Database database;
    private final Moves moves;

    ManagedVersions(Database database, Moves moves) {
        this.database = database;
        this.moves = moves;
    }

    GetModelVersionDatabricks.Response get(Caller caller, GetModelVersionDatabricks request) {
        return database.read(tx -> new GetModelVersionDatabricks.Response(
                told(tx, caller, moves.version(tx, caller, request.name(), request.version()))));
    }

    /// Whoever has no level of the managed platform for it makes a request.
    TransitionStageDatabricks.Response transition(Caller caller, TransitionStageDatabricks request) {
        String stage = Moves.stage(request.stage());
        Texts.check(request.comment());
        return database.write(tx -> {
            Version version = moves.locked(tx, caller, request.name(), request.version());
            version.requireMove(stage);
            moves.move(
                    tx,
                    caller,
                    version,
                    stage,
                    request.archiveExistingVersions(),
                    Objects.requireNonNullElse(request.comment(), ""));
            return new TransitionStageDatabricks.Response(
                    told(tx, caller, moves.version(tx, caller, request.name(), request.version())));
        });
    }

    private ModelVersionDatabricks told(Transaction tx, Caller caller, Version version) {
        ModelVersion whole = moves.whole(tx, caller, version);
        return new ModelVersionDatabricks(
                whole.name(),
                whole.version(),
                whole.creationTimestamp(),
                whole.lastUpdatedTimestamp(),
                whole.userId(),
                whole.currentStage(),
                whole.description(),
                whole.source(),
                whole.runId(),
                whole.runLink(),
                whole.status(),
                whole.tags(),
                Permissions.managedName(version.level()).orElse(null),
                open(tx, caller, version));
    }

    /// The open requests that a version be moved to a stage, newest first.
    static List<Activity> open(Transaction tx, Caller caller, Version version) {
        return new RequestQuery(tx, caller)
                .toStages(version.model().id(), version.number()).stream()
                        .map(OpenRequest::activity)
                        .toList();
    }
}
