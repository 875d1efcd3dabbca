package dev.cairn.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cairn.access.Permission;
import dev.cairn.access.Resource;
import dev.cairn.http.Method;
import dev.cairn.http.Routes;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.tracking.GetRun;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands behind root fields.
final class TwinsTest {
    @Test
    void aTwinHasThePermissionOfItsEndpoint() {
        Routes routes = new Routes();
        routes.api("2.0/mlflow")
                .get("runs/get", Permission.manage(Resource.RUN), GetRun.class, (caller, run) -> Empty.EMPTY);
        assertThat(Twin.of(routes.all(), Method.GET, "/api/2.0/mlflow/runs/get")
                        .route()
                        .permission())
                .isEqualTo(Permission.manage(Resource.RUN));
    }

    @Test
    void aSchemaWithoutItsEndpointsDoesNotStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Graphql(List.of()));
    }
}
