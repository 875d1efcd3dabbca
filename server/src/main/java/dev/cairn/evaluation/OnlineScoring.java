package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.evaluation.GetOnlineScoringConfigs;
import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.protocol.evaluation.Scorer;
import dev.cairn.protocol.evaluation.UpsertOnlineScoringConfig;
import dev.cairn.search.Grammars;
import dev.cairn.text.NewIds;
import dev.cairn.tracking.Tracking;
import java.util.List;

/// Which scorers are to score new traces by themselves. Only those that ask a model through the gateway may.
final class OnlineScoring {
    private static final int MAX_SCORERS = 1_000;

    private final Database database;
    private final Tracking tracking;

    OnlineScoring(Database database, Tracking tracking) {
        this.database = database;
        this.tracking = tracking;
    }

    UpsertOnlineScoringConfig.Response configure(Caller caller, UpsertOnlineScoringConfig request) {
        double rate = request.sampleRate();
        if (!(rate >= 0 && rate <= 1)) {
            throw ApiException.invalid("sample_rate must be between 0.0 and 1.0, got " + rate);
        }
        Grammars.TRACES.filter(request.filterString());
        return database.write(tx -> {
            long experiment = tracking.activeExperiment(tx, caller, request.experimentId())
                    .id();
            ScorerStore store = new ScorerStore(tx, caller);
            long row = store.locked(experiment, request.name())
                    .orElseThrow(() -> Scorers.missing(request.name(), null, request.experimentId()));
            Scorer latest = store.find(experiment, request.name(), null)
                    .orElseThrow(() -> Scorers.missing(request.name(), null, request.experimentId()));
            if (rate > 0
                    && ScorerDefinition.of(latest.serializedScorer())
                            .gatewayEndpoint()
                            .isEmpty()) {
                throw ApiException.invalid("Scorer '%s' does not use a gateway model. Automatic evaluation is only"
                                .formatted(request.name())
                        + " supported for scorers that use gateway models.");
            }
            OnlineScoringConfig config = new OnlineScoringConfig(
                    NewIds.of(""), latest.scorerId(), rate, Long.toString(experiment), request.filterString());
            store.setConfig(row, config);
            return new UpsertOnlineScoringConfig.Response(config);
        });
    }

    GetOnlineScoringConfigs.Response configs(Caller caller, GetOnlineScoringConfigs request) {
        List<String> ids = request.scorerIds().stream().distinct().toList();
        if (ids.size() > MAX_SCORERS) {
            throw ApiException.invalid(
                    "scorer_ids has %d entries, at most %d are accepted".formatted(ids.size(), MAX_SCORERS));
        }
        return database.read(tx -> new GetOnlineScoringConfigs.Response(new ScorerStore(tx, caller).configs(ids)));
    }
}
