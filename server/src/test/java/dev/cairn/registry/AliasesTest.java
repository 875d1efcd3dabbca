package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AliasesTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void aModelWithTwoVersions() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
        registry.version("churn");
        registry.version("churn");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anAliasPointsToAVersionAndMoves() {
        set("champion", "1");
        set("other-one_2", "1");
        assertThat(get("champion").aliases()).containsExactly("champion", "other-one_2");
        set("champion", "2");
        assertThat(get("champion").version()).isEqualTo("2");
        assertThat(get("other-one_2").aliases()).containsExactly("other-one_2");
        assertThat(aliases())
                .containsExactly(
                        new RegisteredModelAlias("champion", "2"), new RegisteredModelAlias("other-one_2", "1"));
    }

    @Test
    void anAliasIsTakenAwayOnce() {
        set("champion", "1");
        registry.aliases.delete(OWNER, new DeleteRegisteredModelAlias("churn", "champion"));
        registry.aliases.delete(OWNER, new DeleteRegisteredModelAlias("churn", "champion"));
        assertThat(aliases()).isEmpty();
        assertThatThrownBy(() -> registry.aliases.delete(OWNER, new DeleteRegisteredModelAlias("absent", "a")))
                .hasMessage("Registered Model with name=absent not found");
    }

    @Test
    void theAliasLatestIsTheHighestVersion() {
        registry.versions.transition(OWNER, new TransitionModelVersionStage("churn", "1", "Production", false));
        assertThat(get("Latest").version()).isEqualTo("2");
        registry.versions.delete(OWNER, new DeleteModelVersion("churn", "2"));
        assertThat(get("latest").version()).isEqualTo("1");
        registry.versions.delete(OWNER, new DeleteModelVersion("churn", "1"));
        assertThatThrownBy(() -> get("latest")).hasMessage("Latest version not found for model churn.");
    }

    @Test
    void anUnknownAliasIsRefused() {
        assertThatThrownBy(() -> get("challenger"))
                .hasMessage("Registered model alias challenger not found.")
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "LATEST", "v1", "V12", "a b", "a.b", "a/b", "a\n"})
    void someAliasesAreRefused(String alias) {
        assertThatThrownBy(() -> set(alias, "1"))
                .isInstanceOf(ApiException.class)
                .hasMessageMatching("(?s)Invalid alias name.*|.* reserved\\.");
    }

    @Test
    void anAliasHasALengthAtMost() {
        set("x".repeat(255), "1");
        assertThatThrownBy(() -> set("x".repeat(256), "1"))
                .hasMessage("'Registered model alias name' exceeds the maximum length of 255 characters");
    }

    @Test
    void anAliasNeedsAVersionThatExists() {
        assertThatThrownBy(() -> set("champion", "7")).hasMessage("Model Version (name=churn, version=7) not found");
        registry.versions.delete(OWNER, new DeleteModelVersion("churn", "2"));
        assertThatThrownBy(() -> set("champion", "2")).hasMessageContaining("not found");
    }

    private void set(String alias, String version) {
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", alias, version));
    }

    private ModelVersion get(String alias) {
        return registry.aliases
                .get(OWNER, new GetModelVersionByAlias("churn", alias))
                .modelVersion();
    }

    private List<RegisteredModelAlias> aliases() {
        return registry.models
                .get(OWNER, new GetRegisteredModel("churn"))
                .registeredModel()
                .aliases();
    }
}
