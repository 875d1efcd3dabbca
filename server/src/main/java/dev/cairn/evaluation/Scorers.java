package dev.cairn.evaluation;

import static dev.cairn.access.Resource.SCORER;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.PercentEncoding;
import dev.cairn.protocol.evaluation.DeleteScorer;
import dev.cairn.protocol.evaluation.GetScorer;
import dev.cairn.protocol.evaluation.ListScorerVersions;
import dev.cairn.protocol.evaluation.ListScorers;
import dev.cairn.protocol.evaluation.RegisterScorer;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.text.Lengths;
import dev.cairn.tracking.Tracking;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Scorers and their versions, which count from 1 (semantics, section 21).
final class Scorers {
    private static final int MAX_NAME = 256;
    private static final int MAX_SCORERS = 1_000;
    private static final int MAX_VERSIONS = 1_000;

    /// Scorers of one answer that is not about a single experiment.
    private static final int MAX_LIST = 10_000;

    private final Database database;
    private final Tracking tracking;
    private final InstantSource clock;

    Scorers(Database database, Tracking tracking, InstantSource clock) {
        this.database = database;
        this.tracking = tracking;
        this.clock = clock;
    }

    RegisterScorer.Response register(Caller caller, RegisterScorer request) {
        if (request.name().isBlank()) {
            throw ApiException.invalid("Scorer name cannot be empty or contain only whitespace.");
        }
        Lengths.check("name", MAX_NAME, request.name());
        ScorerDefinition definition = ScorerDefinition.of(request.serializedScorer());
        definition.check();
        definition.gatewayEndpoint().ifPresent(name -> {
            throw ApiException.missing("GatewayEndpoint not found (name='%s')".formatted(name));
        });
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            ScorerStore store = new ScorerStore(tx, caller);
            long scorer = locked(tx, caller, experiment, request.name());
            if (store.countVersions(scorer) >= MAX_VERSIONS) {
                throw ApiException.invalid("Scorer '%s' has %d versions, which is the most. Delete old ones first."
                        .formatted(request.name(), MAX_VERSIONS));
            }
            store.addVersion(scorer, request.serializedScorer(), clock.millis());
            return registered(store.find(experiment, request.name(), null).orElseThrow());
        });
    }

    private static long locked(Transaction tx, Caller caller, long experiment, String name) {
        ScorerStore store = new ScorerStore(tx, caller);
        return store.locked(experiment, name).orElseGet(() -> {
            if (store.count(experiment) >= MAX_SCORERS) {
                throw ApiException.invalid(
                        "An experiment has at most %d scorers. Delete some first.".formatted(MAX_SCORERS));
            }
            store.insert(experiment, name, UUID.randomUUID().toString());
            Permissions.own(tx, caller, SCORER, key(experiment, name));
            return store.locked(experiment, name)
                    .orElseThrow(() -> ApiException.busy(
                            "The scorer '%s' is being deleted by another request. Try again shortly.".formatted(name)));
        });
    }

    private static RegisterScorer.Response registered(Scorer scorer) {
        return new RegisterScorer.Response(
                scorer.scorerVersion(),
                scorer.scorerId(),
                Long.toString(scorer.experimentId()),
                scorer.scorerName(),
                scorer.serializedScorer(),
                scorer.creationTime());
    }

    ListScorers.Response list(Caller caller, ListScorers request) {
        String experiment = request.experimentId() == null ? "" : request.experimentId();
        if (!experiment.isEmpty() && !request.experimentIds().isEmpty()) {
            throw ApiException.invalid("Cannot specify both 'experiment_id' and 'experiment_ids'. Use"
                    + " 'experiment_ids' to scope the query to multiple experiments, or 'experiment_id' to scope it"
                    + " to a single experiment.");
        }
        return database.read(tx -> {
            ScorerStore store = new ScorerStore(tx, caller);
            if (!experiment.isEmpty()) {
                return new ListScorers.Response(store.latest(tracking.getExperiment(tx, caller, experiment)));
            }
            return new ListScorers.Response(
                    request.experimentIds().isEmpty()
                            ? store.latest(MAX_LIST)
                            : store.latest(known(tx, caller, request.experimentIds())));
        });
    }

    private long[] known(Transaction tx, Caller caller, List<String> experiments) {
        return experiments.stream()
                .distinct()
                .flatMap(id -> tracking.findExperiment(tx, caller, id).stream())
                .mapToLong(id -> id)
                .toArray();
    }

    ListScorerVersions.Response versions(Caller caller, ListScorerVersions request) {
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            List<Scorer> versions = new ScorerStore(tx, caller).versions(experiment, request.name());
            if (versions.isEmpty()) {
                throw missing(request.name(), null, request.experimentId());
            }
            return new ListScorerVersions.Response(versions);
        });
    }

    GetScorer.Response get(Caller caller, GetScorer request) {
        return database.read(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            return new GetScorer.Response(new ScorerStore(tx, caller)
                    .find(experiment, request.name(), request.version())
                    .orElseThrow(() -> missing(request.name(), request.version(), request.experimentId())));
        });
    }

    Empty delete(Caller caller, DeleteScorer request) {
        return database.write(tx -> {
            long experiment = tracking.getExperiment(tx, caller, request.experimentId());
            ScorerStore store = new ScorerStore(tx, caller);
            long scorer = store.locked(experiment, request.name())
                    .orElseThrow(() -> missing(request.name(), null, request.experimentId()));
            if (request.version() == null) {
                delete(tx, caller, scorer, key(experiment, request.name()));
            } else if (!store.deleteVersion(scorer, request.version())) {
                throw missing(request.name(), request.version(), request.experimentId());
            } else if (store.countVersions(scorer) == 0) {
                delete(tx, caller, scorer, key(experiment, request.name()));
            }
            return Empty.EMPTY;
        });
    }

    /// What a permission on a scorer names, as MLflow writes it.
    static String key(long experiment, String name) {
        return experiment + "/" + PercentEncoding.of(name);
    }

    private static void delete(Transaction tx, Caller caller, long scorer, String key) {
        new ScorerStore(tx, caller).delete(scorer);
        Permissions.forget(tx, caller.workspace(), SCORER, key);
    }

    static ApiException missing(String name, @Nullable Integer version, String experiment) {
        String which = Optional.ofNullable(version)
                .map(number -> " and version " + number)
                .orElse("");
        return ApiException.missing(
                "Scorer with name '%s'%s not found for experiment %s.".formatted(name, which, experiment));
    }
}
