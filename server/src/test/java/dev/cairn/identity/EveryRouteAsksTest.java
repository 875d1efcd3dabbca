package dev.cairn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Request;
import dev.cairn.RunningServer;
import dev.cairn.ServedRoutes;
import dev.cairn.access.Permission;
import dev.cairn.http.Route;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// No route under any prefix does anything for who does not show who they are (security.md, classes 5 and 6).
final class EveryRouteAsksTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer().withAccounts();

    @Test
    void whoeverDoesNotSignInGetsNothingButWhatIsOpen() throws IOException {
        List<String> answered = new ArrayList<>();
        for (Route route : ServedRoutes.all()) {
            if (!(route.permission() instanceof Permission.Open)) {
                String path = route.path().replaceAll("\\{[^}]*}", "1");
                int status = status(Request.json(route.method().name(), path, "{}"));
                if (status != 401) {
                    answered.add(route.method() + " " + path + " " + status);
                }
            }
        }

        assertThat(answered).isEmpty();
    }

    @Test
    void aPathInDisguiseIsNoWayAround() throws IOException {
        for (String path : List.of(
                "//api/2.0/mlflow/experiments/search?max_results=1",
                "/api//2.0/mlflow/experiments/search?max_results=1",
                "/api/2.0/mlflow/experiments/search/?max_results=1",
                "/API/2.0/mlflow/experiments/search?max_results=1",
                "/api/2.0/mlflow/experiments/search;a=b?max_results=1",
                "/health/../api/2.0/mlflow/experiments/search?max_results=1",
                "/health/%2e%2e/api/2.0/mlflow/experiments/search?max_results=1",
                "/api/2.0/mlflow%2fexperiments/search?max_results=1",
                "http://localhost/api/2.0/mlflow/experiments/search?max_results=1")) {
            assertThat(status(Request.of("GET", path))).as(path).isIn(400, 401, 404);
        }
    }

    private static int status(Request request) throws IOException {
        return SERVER.send(request).status();
    }
}
