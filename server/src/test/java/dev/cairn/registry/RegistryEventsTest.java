package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.registry.RegistryEvent.AliasDeleted;
import dev.cairn.registry.RegistryEvent.AliasSet;
import dev.cairn.registry.RegistryEvent.ModelCreated;
import dev.cairn.registry.RegistryEvent.ModelRenamed;
import dev.cairn.registry.RegistryEvent.VersionMoved;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryEventsTest {
    private static final RegistryEvent.Model CHURN = new RegistryEvent.Model(1, "churn", false);

    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void aModelWithTwoVersions() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
        registry.version("churn");
        registry.version("churn");
        registry.told.clear();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aVersionThatPushesAnotherOutTellsOfBoth() {
        move("1", false);
        move("2", true);
        assertThat(registry.told)
                .containsExactly(
                        new VersionMoved(CHURN, 1, "None", "Production", "", false),
                        new VersionMoved(CHURN, 1, "Production", "Archived", "", true),
                        new VersionMoved(CHURN, 2, "None", "Production", "", false));
    }

    @Test
    void anAliasTellsWhereItWas() {
        alias("1");
        alias("2");
        DeleteRegisteredModelAlias delete = new DeleteRegisteredModelAlias("churn", "champion");
        registry.aliases.delete(OWNER, delete);
        registry.aliases.delete(OWNER, delete);
        assertThat(registry.told)
                .containsExactly(
                        new AliasSet(CHURN, "champion", 1, null),
                        new AliasSet(CHURN, "champion", 2, 1L),
                        new AliasDeleted(CHURN, "champion", 2));
    }

    @Test
    void aRenamedModelTellsBothNames() {
        registry.models.rename(OWNER, new RenameRegisteredModel("churn", "leavers"));
        assertThat(registry.told)
                .containsExactly(new ModelRenamed(new RegistryEvent.Model(1, "leavers", false), "churn"));
    }

    @Test
    void aPromptIsToldAsOne() {
        registry.prompt("greeting");
        assertThat(registry.told).containsExactly(new ModelCreated(new RegistryEvent.Model(2, "greeting", true), ""));
    }

    @Test
    void whatChangesNothingIsNotTold() {
        registry.models.deleteTag(OWNER, new DeleteRegisteredModelTag("churn", "absent"));
        assertThatThrownBy(() -> alias("3")).isInstanceOf(ApiException.class);
        assertThat(registry.told).isEmpty();
    }

    private void move(String version, boolean archive) {
        registry.versions.transition(OWNER, new TransitionModelVersionStage("churn", version, "Production", archive));
    }

    private void alias(String version) {
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", version));
    }
}
