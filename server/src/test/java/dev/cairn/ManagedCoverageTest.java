package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Route;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The route table against what the managed platform's clients call of its registries.
final class ManagedCoverageTest {
    private static List<Route> routes = List.of();

    @BeforeAll
    static void readTheTable() {
        routes = ServedRoutes.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalogue: prompts",
                "catalogue: MLflow's dialect",
                "catalogue: catalogs",
                "catalogue: schemas",
                "catalogue: models",
                "catalogue: files of models",
                "catalogue: grants",
                "catalogue: metastore",
                "catalogue: tags",
                "catalogue: workspace bindings",
                "catalogue: external lineage",
                "catalogue: credentials of tables",
                "catalogue: quotas",
                "catalogue: requests for access",
                "secrets",
                "serving endpoints",
                "tracking: files",
                "workspace registry"
            })
    void everyRouteOfAFinishedAreaIsServedOrRefusedOnPurpose(String area) throws IOException {
        ManagedCoverage coverage = ManagedCoverage.of(routes);

        assertThat(coverage.areas()).contains(area);
        assertThat(coverage.missing(area)).isEmpty();
    }

    @Test
    void whatIsRefusedOnPurposeIsNotServed() throws IOException {
        assertThat(ManagedCoverage.of(routes).servedThoughRefused()).isEmpty();
    }

    @Test
    void theReportTellsWhatIsServedRefusedAndMissing() throws IOException {
        assertThat(ManagedCoverage.of(List.of()).text())
                .containsPattern("catalogue: metastore +0 / +10 +6\n")
                .contains("POST    /api/2.1/unity-catalog/metastores  (on purpose: a server has one metastore)")
                .contains("GET     /api/2.1/unity-catalog/metastores\n");
    }
}
