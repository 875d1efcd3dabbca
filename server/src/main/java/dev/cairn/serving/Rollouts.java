package dev.cairn.serving;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.serving.AbortRollout;
import dev.cairn.protocol.serving.GetRollout;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import dev.cairn.protocol.serving.PromoteRollout;
import dev.cairn.protocol.serving.Rollout;
import dev.cairn.protocol.serving.Rollout.State;
import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.protocol.serving.StartRollout;
import dev.cairn.protocol.serving.TrafficConfig;
import dev.cairn.protocol.serving.TrafficConfig.Route;
import dev.cairn.serving.EventStore.Happened;
import dev.cairn.serving.rollouts.Reasons;
import dev.cairn.serving.rollouts.RolloutFigures;
import dev.cairn.serving.rollouts.RolloutPlan;
import dev.cairn.serving.rollouts.Shares;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rollouts and the rules that guard them. Between its start and its end a rollout moves shares beside the
/// configuration (ADR 29); [RolloutTurns] moves it on.
final class Rollouts {
    private final Database database;
    private final InstantSource clock;

    Rollouts(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Rollout start(Caller caller, StartRollout request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = Endpoints.stored(tx, caller, request.name());
            StoredConfig config = settled(tx, endpoint);
            if (running(tx, endpoint).isPresent()) {
                throw new ApiException(
                        ErrorCode.RESOURCE_CONFLICT,
                        "The endpoint '%s' has a rollout that is under way: abort or promote it first."
                                .formatted(endpoint.name()));
            }
            @Nullable Integer share = config.shares().get(request.entity());
            if (share == null) {
                throw ApiException.missing("The endpoint '%s' serves no entity '%s' by shares."
                        .formatted(endpoint.name(), request.entity()));
            }
            if (share == StoredConfig.WHOLE) {
                throw ApiException.invalid("The entity '%s' has all requests already.".formatted(request.entity()));
            }
            long now = clock.millis();
            StoredRollout rollout = new StoredRollout(
                    endpoint.id(),
                    config.version(),
                    request.entity(),
                    RolloutPlan.whole(request, share),
                    State.RUNNING,
                    0,
                    now,
                    null,
                    caller.user(),
                    now,
                    null);
            new RolloutStore(tx).begin(rollout);
            tell(tx, rollout, Kind.ROLLOUT_STARTED, share, rollout.percentage(), caller.user());
            return told(tx, rollout, config);
        });
    }

    Rollout get(Caller caller, GetRollout request) {
        return database.read(tx -> {
            StoredEndpoint endpoint = Endpoints.found(tx, caller, request.name());
            StoredRollout rollout = new RolloutStore(tx)
                    .find(endpoint.id())
                    .orElseThrow(
                            () -> ApiException.missing("The endpoint '%s' had no rollout.".formatted(endpoint.name())));
            return told(tx, rollout, config(tx, rollout));
        });
    }

    Rollout abort(Caller caller, AbortRollout request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = Endpoints.stored(tx, caller, request.name());
            StoredRollout rollout = underWay(tx, endpoint);
            StoredConfig config = config(tx, rollout);
            StoredRollout ended = rollout.ended(State.ABORTED, null, clock.millis());
            new RolloutStore(tx).put(ended);
            tell(tx, ended, Kind.ROLLOUT_ABORTED, rollout.percentage(), share(config, rollout), caller.user());
            return told(tx, ended, config);
        });
    }

    Rollout promote(Caller caller, PromoteRollout request) {
        return database.write(tx -> {
            StoredEndpoint endpoint = Endpoints.stored(tx, caller, request.name());
            StoredRollout rollout = underWay(tx, endpoint);
            int last = rollout.plan().steps().size() - 1;
            StoredConfig config = config(tx, rollout);
            StoredRollout done = finish(tx, endpoint, rollout.at(last, clock.millis()), caller.user());
            return told(tx, done, config);
        });
    }

    /// Ends the rollout that is under way, since another configuration is asked for.
    static void replace(Transaction tx, StoredEndpoint endpoint, long version, long now) {
        running(tx, endpoint)
                .ifPresent(rollout -> new RolloutStore(tx)
                        .put(rollout.ended(State.REPLACED, RolloutReason.configuration(version), now)));
    }

    /// Ends the rollout of an entity that is under way, since another version answers in it than the one that was
    /// looked at.
    static void replace(Transaction tx, StoredEndpoint endpoint, String entity, long version, long now) {
        running(tx, endpoint)
                .filter(rollout -> rollout.entity().equals(entity))
                .ifPresent(rollout ->
                        new RolloutStore(tx).put(rollout.ended(State.REPLACED, RolloutReason.version(version), now)));
    }

    /// Gives the entity what the next step says.
    void step(Transaction tx, StoredRollout rollout) {
        StoredRollout next = rollout.at(rollout.step() + 1, clock.millis());
        new RolloutStore(tx).put(next);
        tell(tx, next, Kind.ROLLOUT_STEP, rollout.percentage(), next.percentage(), "");
    }

    /// Gives all entities the shares that they had before.
    void turnBack(Transaction tx, StoredRollout rollout, RolloutReason why) {
        new RolloutStore(tx).put(rollout.ended(State.TURNED_BACK, why, clock.millis()));
        int before = share(config(tx, rollout), rollout);
        new EventStore(tx)
                .add(
                        rollout.endpoint(),
                        new Happened(
                                Kind.ROLLOUT_TURNED_BACK,
                                rollout.entity(),
                                Integer.toString(rollout.percentage()),
                                Integer.toString(before),
                                Reasons.stored(why)),
                        "",
                        clock.millis());
    }

    /// Makes the shares of the last step a configuration. It has the same creator as the one before, by whose rights
    /// models are read.
    ///
    /// @param user empty for the server itself
    StoredRollout finish(Transaction tx, StoredEndpoint endpoint, StoredRollout rollout, String user) {
        long now = clock.millis();
        StoredRollout done = rollout.ended(State.DONE, null, now);
        new RolloutStore(tx).put(done);
        StoredConfig config = config(tx, rollout);
        Map<String, Integer> shares = shares(rollout, config);
        List<Route> routes = routes(shares);
        TrafficConfig traffic = Objects.requireNonNull(config.config().trafficConfig());
        new ConfigStore(tx)
                .go(endpoint, config, config.config().with(new TrafficConfig(routes, traffic.cairnKey())), now);
        tell(tx, done, Kind.ROLLOUT_DONE, share(config, rollout), rollout.percentage(), user);
        return done;
    }

    /// What the entities get by a rollout.
    static Map<String, Integer> shares(StoredRollout rollout, StoredConfig config) {
        return rollout.moves(config.version())
                ? Shares.giving(config.shares(), rollout.entity(), rollout.percentage())
                : config.shares();
    }

    static List<Route> routes(Map<String, Integer> shares) {
        return shares.entrySet().stream()
                .map(share -> Route.to(share.getKey(), share.getValue()))
                .toList();
    }

    private static int share(StoredConfig config, StoredRollout rollout) {
        return Objects.requireNonNull(config.shares().get(rollout.entity()));
    }

    private void tell(Transaction tx, StoredRollout rollout, Kind kind, int was, int became, String user) {
        Happened happened = Happened.change(kind, rollout.entity(), Integer.toString(was), Integer.toString(became));
        new EventStore(tx).add(rollout.endpoint(), happened, user, clock.millis());
    }

    private static Rollout told(Transaction tx, StoredRollout rollout, StoredConfig config) {
        RolloutFigures figures = new RolloutFigures(new RolloutStore(tx).counted(rollout.endpoint()));
        Reasons.Told why = rollout.told();
        return new Rollout(
                rollout.state(),
                rollout.entity(),
                rollout.configVersion(),
                rollout.plan().steps(),
                rollout.plan().holdSeconds(),
                rollout.plan().leastRequests(),
                rollout.plan().limits(),
                rollout.step(),
                rollout.stepTime(),
                routes(shares(rollout, config)),
                config.shares().keySet().stream()
                        .map(entity -> figures.told(entity, rollout.step()))
                        .toList(),
                why.message(),
                why.reason(),
                rollout.creator(),
                rollout.creationTime(),
                rollout.endTime());
    }

    static StoredConfig config(Transaction tx, StoredRollout rollout) {
        return new ConfigStore(tx)
                .find(rollout.endpoint(), rollout.configVersion())
                .orElseThrow();
    }

    private static Optional<StoredRollout> running(Transaction tx, StoredEndpoint endpoint) {
        return new RolloutStore(tx).find(endpoint.id()).filter(StoredRollout::isRunning);
    }

    private static StoredRollout underWay(Transaction tx, StoredEndpoint endpoint) {
        return running(tx, endpoint)
                .orElseThrow(() -> ApiException.invalidState(
                        "The endpoint '%s' has no rollout that is under way.".formatted(endpoint.name())));
    }

    /// The configuration that answers, where none is to take its place.
    private static StoredConfig settled(Transaction tx, StoredEndpoint endpoint) {
        @Nullable Long active = endpoint.activeVersion();
        ConfigStore configs = new ConfigStore(tx);
        Endpoints.requireSettled(configs, endpoint);
        if (active == null) {
            throw ApiException.invalidState("The endpoint '%s' serves nothing yet.".formatted(endpoint.name()));
        }
        return configs.find(endpoint.id(), active).orElseThrow();
    }
}
