package dev.cairn.http;

import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Permission;
import org.junit.jupiter.api.Test;

class RouteTest {
    @Test
    void aRouteChangesSomethingIfItNeedsMoreThanToRead() {
        assertThat(needing(Permission.edit(RUN)).changesSomething()).isTrue();
        assertThat(needing(Permission.read(RUN)).changesSomething()).isFalse();
        assertThat(needing(Permission.filtered(RUN)).changesSomething()).isFalse();
        assertThat(needing(Permission.both(Permission.read(RUN), Permission.edit(EXPERIMENT)))
                        .changesSomething())
                .isTrue();
        assertThat(needing(Permission.both(Permission.manage(RUN), Permission.read(EXPERIMENT)))
                        .changesSomething())
                .isTrue();
        assertThat(needing(Permission.both(Permission.read(RUN), Permission.read(EXPERIMENT)))
                        .changesSomething())
                .isFalse();
    }

    private static Route needing(Permission permission) {
        return new Route(Method.POST, "/some", permission, new Endpoint.Raw(exchange -> {}, null));
    }
}
