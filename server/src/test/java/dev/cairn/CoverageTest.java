package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Permission;
import dev.cairn.http.Method;
import dev.cairn.http.Route;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The route table against the reference's, and what it declares of permissions.
final class CoverageTest {
    private static List<Route> routes = List.of();

    @BeforeAll
    static void readTheTable() {
        routes = ServedRoutes.all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "artifact-proxy (mlflow-artifacts)",
                "artifacts",
                "assessments",
                "auth-permissions",
                "auth-roles",
                "evaluation-datasets",
                "experiments",
                "graphql",
                "health/version/server-info",
                "issues",
                "jobs",
                "label-schemas",
                "logged-models",
                "metrics",
                "otel-ingest",
                "registry-aliases",
                "registry-model-versions",
                "registry-registered-models",
                "review-queues",
                "run-inputs dataset search",
                "runs",
                "scorers/genai-evaluate",
                "traces-link (2.0 path, current)",
                "traces-v2 (legacy)",
                "traces-v3",
                "ui-telemetry",
                "workspaces"
            })
    void everyRouteOfAFinishedAreaIsServedUnderEachPrefix(String area) throws IOException {
        Coverage coverage = Coverage.of(routes);

        assertThat(coverage.areas()).contains(area);
        assertThat(coverage.missing(area)).isEmpty();
    }

    @Test
    void anEmptyServerLacksEverything() throws IOException {
        Coverage nothing = Coverage.of(List.of());

        assertThat(nothing.missing("metrics"))
                .containsExactlyInAnyOrder(
                        "GET /api/2.0/mlflow/metrics/get-history",
                        "GET /ajax-api/2.0/mlflow/metrics/get-history",
                        "GET /ajax-api/2.0/mlflow/metrics/get-history-bulk",
                        "GET /api/2.0/mlflow/metrics/get-history-bulk-interval",
                        "GET /ajax-api/2.0/mlflow/metrics/get-history-bulk-interval");
    }

    @Test
    void theReportCountsOperationsAndNamesTheMissing() throws IOException {
        List<Route> withoutOneTwin = routes.stream()
                .filter(route -> !route.path().equals("/ajax-api/2.0/mlflow/runs/get"))
                .toList();

        assertThat(Coverage.of(withoutOneTwin).text())
                .containsPattern("metrics +3 / +3 +5 / +5\n")
                .containsPattern("runs +13 / +14 +27 / +28\n")
                .containsPattern("TOTAL +\\d+ / +\\d+")
                .contains("GET     2.0/mlflow/runs/get  (only /ajax-api/2.0/mlflow/runs/get)")
                .contains("POST    3.0/mlflow/gateway/secrets/create\n");
    }

    @Test
    void twinsUnderBothPrefixesNeedTheSamePermission() {
        Map<String, Permission> permissions = new HashMap<>();
        routes.forEach(route -> permissions.put(route.method() + " " + route.path(), route.permission()));

        permissions.forEach((route, permission) -> {
            Permission twin = permissions.get(route.replace(" /api/", " /ajax-api/"));
            assertThat(twin).as(route).isEqualTo(permission);
        });
    }

    @Test
    void everyRouteDeclaresItsPermission() {
        assertThat(routes)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        route -> assertThat(route.permission()).as(route.path()).isNotNull());
    }

    @Test
    void onlyHarmlessRoutesAreOpenToAnyone() {
        assertThat(routes.stream()
                        .filter(route -> route.permission() instanceof Permission.Open)
                        .map(route -> route.method() + " " + route.path()))
                .containsExactlyInAnyOrder(
                        "GET /",
                        "GET /assets/{name}",
                        "GET /cairn.svg",
                        "GET /notebook.html",
                        "GET /static-files/lib/notebook-trace-renderer/index.html",
                        "GET /oidc/login",
                        "GET /oidc/callback",
                        "POST /oidc/v1/device_authorization",
                        "POST /oidc/v1/token",
                        "GET /.well-known/databricks-config",
                        "GET /oidc/.well-known/oauth-authorization-server",
                        "GET /oidc/.well-known/openid-configuration",
                        "GET /health",
                        "GET /version",
                        "GET /ready",
                        "GET /v2",
                        "GET /v2/health/live",
                        "GET /v2/health/ready",
                        "GET /api/2.0/mlflow-artifacts/signed/{path+}",
                        "GET /ajax-api/2.0/mlflow-artifacts/signed/{path+}",
                        "PUT /api/2.0/mlflow-artifacts/signed/{path+}",
                        "PUT /ajax-api/2.0/mlflow-artifacts/signed/{path+}",
                        "GET /api/3.0/mlflow/server-info",
                        "GET /ajax-api/3.0/mlflow/server-info",
                        "GET /api/3.0/cairn/session/get",
                        "GET /ajax-api/3.0/cairn/session/get",
                        "POST /api/3.0/cairn/session/create",
                        "POST /ajax-api/3.0/cairn/session/create",
                        "POST /api/3.0/cairn/session/set-up",
                        "POST /ajax-api/3.0/cairn/session/set-up",
                        "POST /api/3.0/cairn/session/delete",
                        "POST /ajax-api/3.0/cairn/session/delete");
    }

    @Test
    void whatChangesSomethingNeedsMoreThanSight() {
        assertThat(routes.stream()
                        .filter(route -> route.method() != Method.GET)
                        .filter(route -> route.permission() instanceof Permission.Filtered)
                        .map(Route::path))
                .allMatch(path -> path.endsWith("/search"));
    }
}
