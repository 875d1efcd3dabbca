package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.access.Resource;
import dev.cairn.access.Rights;
import dev.cairn.db.Transaction;
import dev.cairn.inference.InferenceTables;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.inference.AiGatewayConfig;
import dev.cairn.protocol.inference.InferenceTableConfig;
import dev.cairn.protocol.serving.EndpointConfig;
import dev.cairn.protocol.serving.EndpointState;
import dev.cairn.protocol.serving.EndpointState.ConfigUpdate;
import dev.cairn.protocol.serving.EndpointState.Ready;
import dev.cairn.protocol.serving.ListServingConfigs;
import dev.cairn.protocol.serving.ListServingConfigs.Outcome;
import dev.cairn.protocol.serving.Rollout.State;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.protocol.serving.ServedModel;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.protocol.serving.ServedReason.Kind;
import dev.cairn.protocol.serving.ServedState;
import dev.cairn.protocol.serving.ServedState.Deployment;
import dev.cairn.protocol.serving.ServingEndpoint;
import dev.cairn.serving.reasons.ServedReasons;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Endpoints as they are told: what is stored of them, and how this server serves them.
final class Display {
    /// Of what this server does not know yet.
    private static final ServedState WAITING =
            ServedReasons.state(Deployment.DEPLOYMENT_CREATING, ServedReason.of(Kind.WAITING));

    private final Fleet fleet;

    Display(Fleet fleet) {
        this.fleet = fleet;
    }

    /// One that was made or changed in this transaction by the caller.
    ServingEndpoint created(Transaction tx, Caller caller, String name) {
        Caller owner = new Caller(caller.user(), caller.isAdmin(), caller.workspace(), Rights.ALL, caller.asked());
        return whole(tx, owner, new EndpointStore(tx).find(owner, name).orElseThrow());
    }

    ServingEndpoint whole(Transaction tx, Caller caller, StoredEndpoint endpoint) {
        ConfigStore configs = new ConfigStore(tx);
        StoredConfig newest =
                configs.find(endpoint.id(), endpoint.lastVersion()).orElseThrow();
        Optional<LiveEndpoint> live = fleet.find(endpoint);
        ConfigUpdate update = update(live, newest); // first: what is told after it is as new, or newer
        @Nullable Long activeVersion = endpoint.activeVersion();
        Optional<StoredConfig> active =
                activeVersion == null ? Optional.empty() : configs.find(endpoint.id(), activeVersion);
        Optional<StoredRollout> rollout = new RolloutStore(tx).find(endpoint.id());
        Optional<StoredRollout> turnedBack = rollout.filter(one -> one.state() == State.TURNED_BACK);
        Optional<AiGatewayConfig> gateway = InferenceTables.gateway(tx, endpoint.id());
        @Nullable
        InferenceTableConfig kept =
                gateway.map(AiGatewayConfig::inferenceTableConfig).orElse(null);
        Optional<StoredConfig> failed = Optional.of(newest).filter(config -> config.outcome() == Outcome.FAILED);
        Function<StoredConfig, EndpointConfig> show =
                config -> shown(live, config, notes(config, turnedBack, failed), kept);
        Optional<EndpointConfig> shown = active.map(show);
        Optional<EndpointConfig> pending =
                newest.outcome() == Outcome.PENDING ? Optional.of(show.apply(newest)) : Optional.empty();
        return new ServingEndpoint(
                endpoint.pattern(),
                endpoint.name(),
                endpoint.creator(),
                endpoint.creationTime(),
                endpoint.lastUpdateTime(),
                endpoint.description(),
                new EndpointState(ready(live), update),
                shown.or(() -> failed.map(show)).orElse(null),
                pending.orElse(null),
                new EndpointStore(tx).tags(endpoint.id()),
                Permissions.endpointName(caller.rights().level(Resource.SERVING_ENDPOINT, endpoint.pattern()))
                        .orElse(null),
                false,
                gateway.orElse(null),
                gateway.map(AiGatewayConfig::rateLimits).orElse(List.of()),
                rollout.filter(StoredRollout::isRunning)
                        .flatMap(one -> active.filter(config -> one.moves(config.version()))
                                .map(config -> Rollouts.routes(Rollouts.shares(one, config))))
                        .orElse(List.of()));
    }

    private static Ready ready(Optional<LiveEndpoint> live) {
        boolean answers = live.flatMap(LiveEndpoint::traffic)
                .filter(Traffic::isWhole)
                .filter(traffic -> traffic.shares().stream()
                        .allMatch(share -> share.trouble().isEmpty()))
                .isPresent();
        return answers ? Ready.READY : Ready.NOT_READY;
    }

    private static ConfigUpdate update(Optional<LiveEndpoint> live, StoredConfig newest) {
        return switch (newest.outcome()) {
            case PENDING -> ConfigUpdate.IN_PROGRESS;
            case FAILED -> ConfigUpdate.UPDATE_FAILED;
            case SERVING, SERVED ->
                live.filter(here -> !here.isBehind(newest)).isPresent()
                        ? ConfigUpdate.NOT_UPDATING
                        : ConfigUpdate.IN_PROGRESS;
        };
    }

    private static EndpointConfig shown(
            Optional<LiveEndpoint> live,
            StoredConfig stored,
            UnaryOperator<ServedEntity> notes,
            @Nullable InferenceTableConfig kept) {
        List<ServedEntity> entities = stored.config().servedEntities().stream()
                .map(entity -> shown(live, stored, entity))
                .map(notes)
                .toList();
        return new EndpointConfig(
                entities,
                entities.stream().map(ServedModel::of).toList(),
                stored.config().trafficConfig(),
                stored.version(),
                stored.isPending() ? stored.creationTime() : null,
                kept);
    }

    /// What is told of entities besides how they are: of one that answers, but could not be given more requests, and
    /// of those that go on because what was to replace them could not be loaded.
    private static UnaryOperator<ServedEntity> notes(
            StoredConfig config, Optional<StoredRollout> turnedBack, Optional<StoredConfig> failed) {
        return entity -> turnedBack
                .filter(rollout -> rollout.configVersion() == config.version()
                        && rollout.entity().equals(entity.name()))
                .map(rollout -> ServedReason.turnedBack(
                        rollout.told().reason(), rollout.told().message()))
                .or(() -> failed.filter(newest -> newest.version() != config.version())
                        .flatMap(newest ->
                                Optional.ofNullable(newest.reason()).map(reason -> reason.of(newest.version()))))
                .map(note -> noted(entity, note))
                .orElse(entity);
    }

    private static ServedEntity noted(ServedEntity entity, ServedReason note) {
        @Nullable ServedState state = entity.state();
        if (state == null || state.cairnReason() != null) {
            return entity;
        }
        return entity.told(entity.servedVersion(), ServedReasons.state(state.deployment(), note));
    }

    private static ServedEntity shown(Optional<LiveEndpoint> live, StoredConfig stored, ServedEntity entity) {
        ServedState state = stored.outcome() == Outcome.FAILED
                ? ServedReasons.state(Deployment.DEPLOYMENT_FAILED, stored.reason())
                : live.map(here -> here.state(stored, entity)).orElse(WAITING);
        @Nullable
        String served = live.flatMap(here -> here.share(stored, entity))
                .map(Traffic.Share::version)
                .orElse(null);
        return entity.told(served, state);
    }

    static ListServingConfigs.Kept kept(StoredConfig stored) {
        EndpointConfig config = new EndpointConfig(
                stored.config().servedEntities(),
                List.of(),
                stored.config().trafficConfig(),
                stored.version(),
                null,
                null);
        return new ListServingConfigs.Kept(
                config,
                stored.creator(),
                stored.creationTime(),
                stored.outcome(),
                ServedReasons.sentence(stored.reason()),
                stored.reason());
    }
}
