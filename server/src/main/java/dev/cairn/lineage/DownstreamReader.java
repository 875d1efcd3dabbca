package dev.cairn.lineage;

import static dev.cairn.lineage.ThingReader.ENDPOINT;
import static dev.cairn.lineage.ThingReader.HAS_MODEL;
import static dev.cairn.lineage.ThingReader.HAS_RUN;
import static dev.cairn.lineage.ThingReader.HAS_VERSION;
import static dev.cairn.lineage.ThingReader.MODEL;
import static dev.cairn.lineage.ThingReader.OF_ENDPOINT;
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

/// The SQL of what came of things.
final class DownstreamReader implements Ways {
    private final Transaction tx;
    private final int most;
    private final ToldReader told;

    /// @param most ways of one sort from all things of a kind
    DownstreamReader(Transaction tx, int most) {
        this.tx = tx;
        this.most = most;
        told = new ToldReader(tx, most);
    }

    @Override
    public List<Step> from(LineageKind kind, List<Thing> near) {
        long[] rows = near.stream().mapToLong(Thing::row).toArray();
        List<Step> steps = new ArrayList<>();
        switch (kind) {
            case DATASET -> {
                steps.addAll(runsOfDatasets(rows));
                steps.addAll(modelsOfDatasets(rows));
            }
            case RUN -> {
                steps.addAll(modelsOfRuns(rows));
                steps.addAll(modelsWrittenByRuns(rows));
                steps.addAll(versionsOfRuns(rows));
            }
            case LOGGED_MODEL -> {
                steps.addAll(versionsOfModels(rows));
                steps.addAll(runsThatReadModels(rows));
            }
            case MODEL_VERSION, PROMPT_VERSION, CATALOG_VERSION -> {
                steps.addAll(copiesOfVersions(rows));
                steps.addAll(endpointsOfVersions(rows));
                steps.addAll(told.ofVersions(LineageDirection.DOWNSTREAM, rows));
            }
            case TABLE, NOTEBOOK, JOB, PIPELINE, ENDPOINT, FUNCTION, CONNECTION, INDEX ->
                near.forEach(thing -> steps.addAll(told.toVersions(LineageDirection.UPSTREAM, thing)));
        }
        return steps;
    }

    /// In all experiments of the workspace; those first of which there are versions.
    private List<Step> runsOfDatasets(long[] datasets) {
        return tx.queryIn(
                "SELECT near.id AS near, t.value AS detail, " + RUN + """
                 FROM datasets near JOIN experiments home ON home.id = near.experiment_id
                JOIN datasets d ON d.name = near.name AND d.digest = near.digest
                JOIN dataset_inputs i ON i.dataset_id = d.id JOIN runs r ON r.id = i.run
                LEFT JOIN dataset_input_tags t ON t.input_id = i.id AND t.name = 'mlflow.data.context'
                """ + OF_RUN
                        + "WHERE e.workspace_id = home.workspace_id AND" + HAS_RUN + """
                AND near.id IN (:ids)
                ORDER BY CASE WHEN EXISTS (SELECT 1 FROM model_versions v WHERE v.run_id = r.run_id) THEN 0 ELSE 1 END,
                  r.id DESC LIMIT\s""" + most,
                ThingReader.detailed(LineageEdgeKind.READ, ThingReader.row(LineageKind.RUN)),
                datasets);
    }

    private List<Step> modelsOfDatasets(long[] datasets) {
        return tx.queryIn(
                "SELECT DISTINCT near.id AS near, " + MODEL + """
                 FROM datasets near JOIN experiments home ON home.id = near.experiment_id
                JOIN logged_model_metrics p ON p.dataset_name = near.name AND p.dataset_digest = near.digest
                JOIN logged_models l ON l.id = p.model
                """ + OF_MODEL
                        + "WHERE e.workspace_id = home.workspace_id AND" + HAS_MODEL
                        + "AND near.id IN (:ids) ORDER BY found DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MEASURED, ThingReader.row(LineageKind.LOGGED_MODEL)),
                datasets);
    }

    private List<Step> modelsOfRuns(long[] runs) {
        return tx.queryIn(
                "SELECT near.id AS near, " + MODEL
                        + " FROM runs near JOIN logged_models l ON l.source_run_id = near.run_id" + OF_MODEL + "WHERE"
                        + HAS_MODEL + "AND near.id IN (:ids) ORDER BY l.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MADE, ThingReader.row(LineageKind.LOGGED_MODEL)),
                runs);
    }

    private List<Step> modelsWrittenByRuns(long[] runs) {
        return tx.queryIn(
                "SELECT o.run AS near, " + MODEL
                        + " FROM run_model_outputs o JOIN logged_models l ON l.model_id = o.model_id" + OF_MODEL
                        + "WHERE" + HAS_MODEL + "AND o.run IN (:ids) ORDER BY l.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.MADE, ThingReader.row(LineageKind.LOGGED_MODEL)),
                runs);
    }

    private List<Step> versionsOfRuns(long[] runs) {
        return tx.queryIn(
                "SELECT near.id AS near, " + VERSION + " FROM runs near JOIN model_versions v ON v.run_id = near.run_id"
                        + OF_VERSION + "WHERE" + HAS_VERSION + "AND near.id IN (:ids) ORDER BY v.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.REGISTERED, ThingReader::version),
                runs);
    }

    private List<Step> versionsOfModels(long[] models) {
        return tx.queryIn(
                "SELECT near.id AS near, " + VERSION
                        + " FROM logged_models near JOIN model_versions v ON v.model_id = near.model_id" + OF_VERSION
                        + "WHERE" + HAS_VERSION + "AND near.id IN (:ids) ORDER BY v.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.REGISTERED, ThingReader::version),
                models);
    }

    private List<Step> runsThatReadModels(long[] models) {
        return tx.queryIn(
                "SELECT near.id AS near, " + RUN + """
                 FROM logged_models near JOIN run_model_inputs i ON i.model_id = near.model_id
                JOIN runs r ON r.id = i.run
                """ + OF_RUN + "WHERE" + HAS_RUN
                        + "AND near.id IN (:ids) ORDER BY r.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.READ, ThingReader.row(LineageKind.RUN)),
                models);
    }

    private List<Step> endpointsOfVersions(long[] versions) {
        return tx.queryIn(
                "SELECT v.id AS near, s.since AS since, " + ENDPOINT + """
                 FROM model_versions v JOIN serving_versions s ON s.model = v.model AND s.version = v.version
                JOIN serving_endpoints e ON e.id = s.endpoint
                """ + OF_ENDPOINT
                        + "WHERE v.id IN (:ids) ORDER BY e.id DESC LIMIT " + most,
                row -> new Step(
                        row.getLong("near"),
                        ThingReader.row(LineageKind.ENDPOINT).read(row),
                        LineageEdgeKind.SERVED,
                        row.getLong("since"),
                        null,
                        null),
                versions);
    }

    private List<Step> copiesOfVersions(long[] versions) {
        return tx.queryIn(
                "SELECT v.copied_from AS near, " + VERSION + " FROM model_versions v" + OF_VERSION + "WHERE"
                        + HAS_VERSION + "AND v.copied_from IN (:ids) ORDER BY v.id DESC LIMIT " + most,
                ThingReader.step(LineageEdgeKind.COPIED, ThingReader::version),
                versions);
    }
}
