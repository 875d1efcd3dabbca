package dev.cairn.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.Page;

/** Run search: filter, order and pages. */
final class SearchChecks {

    private final MlflowClient client;

    SearchChecks(MlflowClient client) {
        this.client = client;
    }

    void run(Report report) {
        report.check("pages join to the whole", this::pagesJoinToTheWhole);
        report.check("a filter selects runs", this::aFilterSelectsRuns);
        report.check("the view chooses between active and deleted runs", this::theViewChooses);
        report.check("a filter that makes no sense is a 400", this::aBadFilterIsRefused);
    }

    private List<String> newRuns(String experiment, int count) {
        List<String> runs = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String run = client.createRun(experiment).getRunId();
            client.logMetric(run, "number", number);
            client.logParam(run, "even", String.valueOf(number % 2 == 0));
            runs.add(run);
        }
        return runs;
    }

    private void pagesJoinToTheWhole() {
        String experiment = client.createExperiment(Names.unique("experiment"));
        List<String> runs = newRuns(experiment, 7);
        List<String> met = new ArrayList<>();
        Page<Run> page = client.searchRuns(
                List.of(experiment), "", ViewType.ACTIVE_ONLY, 3, List.of("metrics.number ASC"));
        int pages = 1;
        page.getItems().forEach(run -> met.add(run.getInfo().getRunId()));
        while (page.hasNextPage()) {
            page = page.getNextPage();
            page.getItems().forEach(run -> met.add(run.getInfo().getRunId()));
            pages++;
        }
        assertThat(met).isEqualTo(runs);
        assertThat(pages).isEqualTo(3);
        assertThat(page.getNextPageToken()).isEmpty();
    }

    private void aFilterSelectsRuns() {
        String experiment = client.createExperiment(Names.unique("experiment"));
        List<String> runs = newRuns(experiment, 4);
        assertThat(client.searchRuns(List.of(experiment), "metrics.number >= 1 and params.even = 'true'"))
                .extracting(RunInfo::getRunId)
                .containsExactly(runs.get(2));
    }

    private void theViewChooses() {
        String experiment = client.createExperiment(Names.unique("experiment"));
        List<String> runs = newRuns(experiment, 2);
        client.deleteRun(runs.getFirst());
        assertThat(client.listRunInfos(experiment)).extracting(RunInfo::getRunId).containsExactly(runs.getLast());
        assertThat(client.searchRuns(List.of(experiment), "", ViewType.DELETED_ONLY))
                .extracting(RunInfo::getRunId)
                .containsExactly(runs.getFirst());
        assertThat(client.searchRuns(List.of(experiment), "", ViewType.ALL)).hasSize(2);
    }

    private void aBadFilterIsRefused() {
        String experiment = client.createExperiment(Names.unique("experiment"));
        var refusal = catchThrowableOfType(
                MlflowHttpException.class, () -> client.searchRuns(List.of(experiment), "thing.a = 'x'"));
        assertThat(refusal.getStatusCode()).isEqualTo(400);
        assertThat(refusal.getBodyMessage()).contains("Invalid entity type 'thing'");
    }
}
