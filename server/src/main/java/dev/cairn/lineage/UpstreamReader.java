package dev.cairn.lineage;

import static dev.cairn.lineage.ThingReader.DATASET;
import static dev.cairn.lineage.ThingReader.HAS_MODEL;
import static dev.cairn.lineage.ThingReader.HAS_RUN;
import static dev.cairn.lineage.ThingReader.HAS_VERSION;
import static dev.cairn.lineage.ThingReader.MODEL;
import static dev.cairn.lineage.ThingReader.OF_DATASET;
import static dev.cairn.lineage.ThingReader.OF_MODEL;
import static dev.cairn.lineage.ThingReader.OF_RUN;
import static dev.cairn.lineage.ThingReader.OF_VERSION;
import static dev.cairn.lineage.ThingReader.RUN;
import static dev.cairn.lineage.ThingReader.VERSION;

import dev.cairn.db.Transaction;
import dev.cairn.protocol.lineage.LineageDirection;
import dev.cairn.protocol.lineage.LineageEdgeKind;
import dev.cairn.protocol.lineage.LineageKind;
import java.util.ArrayList;
import java.util.List;

/// The SQL of what things were made of.
final class UpstreamReader implements Ways {
    private final Transaction tx;
    private final int most;
    private final ToldReader told;

    /// @param most ways of one sort from all things of a kind
    UpstreamReader(Transaction tx, int most) {
        this.tx = tx;
        this.most = most;
        told = new ToldReader(tx, most);
    }

    @Override
    public List<Step> from(LineageKind kind, List<Thing> near) {
        long[] rows = near.stream().mapToLong(Thing::row).toArray();
        List<Step> steps = new ArrayList<>();
        switch (kind) {
            case RUN -> {
                steps.addAll(datasetsOfRuns(rows));
                steps.addAll(modelsReadByRuns(rows));
            }
            case LOGGED_MODEL -> {
                steps.addAll(runsOfModels(rows));
                steps.addAll(runsThatWroteModels(rows));
                steps.addAll(datasetsOfModels(rows));
            }
            case MODEL_VERSION, PROMPT_VERSION, CATALOG_VERSION -> {
                steps.addAll(modelsOfVersions(rows));
                steps.addAll(runsOfVersions(rows));
                steps.addAll(originsOfVersions(rows));
                steps.addAll(told.ofVersions(LineageDirection.UPSTREAM, rows));
            }
            case DATASET -> {}
            case ENDPOINT ->
                near.forEach(thing -> steps.addAll(
                        thing.row() == 0
                                ? told.toVersions(LineageDirection.DOWNSTREAM, thing)
                                : versionsOfEndpoint(thing.row())));
            case TABLE, NOTEBOOK, JOB, PIPELINE, FUNCTION, CONNECTION, INDEX ->
                near.forEach(thing -> steps.addAll(told.toVersions(LineageDirection.DOWNSTREAM, thing)));
        }
        return steps;
    }

    private List<Step> versionsOfEndpoint(long endpoint) {
        return tx.query(
                "SELECT near.endpoint AS near, " + VERSION
                        + " FROM serving_versions near JOIN model_versions v ON v.model = near.model AND v.version = near.version"
                        + OF_VERSION + "WHERE" + HAS_VERSION + "AND near.endpoint = ? ORDER BY v.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.SERVED, ThingReader::version),
                endpoint);
    }

    private List<Step> datasetsOfRuns(long[] runs) {
        return tx.queryIn(
                "SELECT i.run AS near, t.value AS detail, " + DATASET + """
                 FROM dataset_inputs i JOIN datasets d ON d.id = i.dataset_id
                LEFT JOIN dataset_input_tags t ON t.input_id = i.id AND t.name = 'mlflow.data.context'
                """ + OF_DATASET
                        + "WHERE i.run IN (:ids) ORDER BY i.id LIMIT " + most,
                ThingReader.detailed(LineageEdgeKind.READ, ThingReader.row(LineageKind.DATASET)),
                runs);
    }

    private List<Step> modelsReadByRuns(long[] runs) {
        return tx.queryIn(
                "SELECT i.run AS near, " + MODEL
                        + " FROM run_model_inputs i JOIN logged_models l ON l.model_id = i.model_id" + OF_MODEL
                        + "WHERE" + HAS_MODEL + "AND i.run IN (:ids) ORDER BY l.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.READ, ThingReader.row(LineageKind.LOGGED_MODEL)),
                runs);
    }

    private List<Step> runsOfModels(long[] models) {
        return tx.queryIn(
                "SELECT near.id AS near, " + RUN
                        + " FROM logged_models near JOIN runs r ON r.run_id = near.source_run_id" + OF_RUN + "WHERE"
                        + HAS_RUN + "AND near.id IN (:ids) ORDER BY r.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MADE, ThingReader.row(LineageKind.RUN)),
                models);
    }

    private List<Step> runsThatWroteModels(long[] models) {
        return tx.queryIn(
                "SELECT near.id AS near, " + RUN + """
                 FROM logged_models near JOIN run_model_outputs o ON o.model_id = near.model_id
                JOIN runs r ON r.id = o.run
                """ + OF_RUN + "WHERE" + HAS_RUN
                        + "AND near.id IN (:ids) ORDER BY r.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MADE, ThingReader.row(LineageKind.RUN)),
                models);
    }

    private List<Step> datasetsOfModels(long[] models) {
        return tx.queryIn(
                "SELECT DISTINCT p.model AS near, " + DATASET + """
                 FROM logged_model_metrics p JOIN datasets d ON d.experiment_id = p.experiment_id
                  AND d.name = p.dataset_name AND d.digest = p.dataset_digest
                """ + OF_DATASET
                        + "WHERE p.model IN (:ids) ORDER BY found LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MEASURED, ThingReader.row(LineageKind.DATASET)),
                models);
    }

    private List<Step> modelsOfVersions(long[] versions) {
        return tx.queryIn(
                "SELECT near.id AS near, " + MODEL
                        + " FROM model_versions near JOIN logged_models l ON l.model_id = near.model_id" + OF_MODEL
                        + "WHERE" + HAS_MODEL + "AND near.id IN (:ids) ORDER BY l.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.REGISTERED, ThingReader.row(LineageKind.LOGGED_MODEL)),
                versions);
    }

    private List<Step> runsOfVersions(long[] versions) {
        return tx.queryIn(
                "SELECT near.id AS near, " + RUN + " FROM model_versions near JOIN runs r ON r.run_id = near.run_id"
                        + OF_RUN + "WHERE" + HAS_RUN + "AND near.id IN (:ids) ORDER BY r.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.REGISTERED, ThingReader.row(LineageKind.RUN)),
                versions);
    }

    private List<Step> originsOfVersions(long[] versions) {
        return tx.queryIn(
                "SELECT near.id AS near, " + VERSION
                        + " FROM model_versions near JOIN model_versions v ON v.id = near.copied_from" + OF_VERSION
                        + "WHERE" + HAS_VERSION + "AND near.id IN (:ids) ORDER BY v.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.COPIED, ThingReader::version),
                versions);
    }
}
