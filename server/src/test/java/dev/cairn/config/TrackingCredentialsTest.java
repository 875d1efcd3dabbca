package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrackingCredentialsTest {
    @Test
    void aNameWithItsPasswordGoesBeforeAToken() {
        Map<String, String> environment = Map.of(
                "MLFLOW_TRACKING_USERNAME", "ann",
                "MLFLOW_TRACKING_PASSWORD", "pass word",
                "MLFLOW_TRACKING_TOKEN", "t");

        assertThat(sent(environment)).containsExactly("Basic YW5uOnBhc3Mgd29yZA==");
    }

    @Test
    void aTokenIsABearers() {
        assertThat(sent(Map.of("MLFLOW_TRACKING_TOKEN", "t", "MLFLOW_TRACKING_USERNAME", "ann")))
                .containsExactly("Bearer t");
    }

    @Test
    void withoutVariablesNothingIsShown() {
        assertThat(sent(Map.of("MLFLOW_TRACKING_TOKEN", ""))).isEmpty();
    }

    private static List<String> sent(Map<String, String> environment) {
        HttpRequest request = TrackingCredentials.of(environment)
                .sign(HttpRequest.newBuilder(URI.create("http://localhost")))
                .build();
        return request.headers().allValues("Authorization");
    }
}
