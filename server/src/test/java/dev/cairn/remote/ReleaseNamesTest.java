package dev.cairn.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Workspace;
import dev.cairn.protocol.serving.ServedEntity;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// What releases are called.
class ReleaseNamesTest {
    private final ReleaseNames names = reachedAt("https://cairn.example.org");

    private static ReleaseNames reachedAt(String address) {
        return new ReleaseNames("ml", address, () -> new SecretKeySpec(new byte[] {1, 2, 3}, "HmacSHA256"));
    }

    @Test
    void aCopyOfTheDatabaseThatPodsReachElsewhereHasReleasesOfItsOwn() {
        ReleaseNames copy = reachedAt("https://staging.example.org");
        assertThat(copy.server()).isNotEqualTo(names.server());
        assertThat(name(copy, Map.of())).isNotEqualTo(name(Map.of()));
        assertThat(reachedAt("https://cairn.example.org/").server()).isEqualTo(names.server());
    }

    @Test
    void variablesThatReadAlikeHaveReleasesOfTheirOwn() {
        assertThat(name(Map.of("A", "1, B=2"))).isNotEqualTo(name(Map.of("A", "1", "B", "2")));
        assertThat(name(Map.of("A", "1"))).isEqualTo(name(Map.of("A", "1")));
    }

    private String name(Map<String, String> variables) {
        return name(names, variables);
    }

    private static String name(ReleaseNames names, Map<String, String> variables) {
        ServedEntity entity = new ServedEntity(
                "iris-1",
                "iris",
                "1",
                null,
                null,
                null,
                null,
                null,
                null,
                variables,
                null,
                "kubernetes",
                null,
                null,
                null,
                null,
                null);
        return names.of(new Wanted(new Wanted.Endpoint(Workspace.DEFAULT, "far", 1), entity, "1", 5, 0))
                .name();
    }
}
