package dev.cairn.tables;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Permission;
import dev.cairn.http.Audited;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.runs.CountRuns;
import dev.cairn.protocol.runs.GroupRuns;
import dev.cairn.protocol.runs.ListExperimentKeys;
import dev.cairn.protocol.runs.ReadRunTable;
import dev.cairn.protocol.tracking.ListRunKeys;
import dev.cairn.protocol.tracking.ListRunValues;

/// The routes of tables of runs.
final class RunTablesApi {
    private RunTablesApi() {}

    static void register(Routes routes, RunTables tables, RunColumns columns, RunCsv csv) {
        Routes.Api api = routes.api("3.0/cairn");
        api.post("runs/table", Permission.read(EXPERIMENT), ReadRunTable.class, tables::read);
        api.post("runs/count", Permission.read(EXPERIMENT), CountRuns.class, tables::count);
        api.post("runs/groups", Permission.read(EXPERIMENT), GroupRuns.class, tables::group);
        api.post("runs/keys", Permission.read(RUN), ListRunKeys.class, columns::keys);
        api.post("runs/values", Permission.read(RUN), ListRunValues.class, columns::values);
        api.audited(Audited.READS)
                .raw(Method.GET, "experiments/{experiment_id}/runs.csv", Permission.read(EXPERIMENT), csv::send);
        api.get(
                "experiments/{experiment_id}/keys",
                Permission.read(EXPERIMENT),
                ListExperimentKeys.class,
                tables::keys);
    }
}
