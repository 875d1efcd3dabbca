package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Caller;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelAlias;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetLatestVersions;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionByAlias;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryWorkspaceTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;
    private Caller stranger;

    @BeforeEach
    void aModelWithAnAliasInTheFirstWorkspace() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn", new Tag("k", "v"));
        registry.version("churn", new Tag("k", "v"));
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        stranger = registry.stranger();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aSecondWorkspaceReachesNothingOfTheFirst() {
        RegisteredModel before = get(OWNER);
        List<ThrowingCallable> attempts = List.of(
                () -> get(stranger),
                () -> registry.models.update(stranger, new UpdateRegisteredModel("churn", "x")),
                () -> registry.models.rename(stranger, new RenameRegisteredModel("churn", "mine")),
                () -> registry.models.delete(stranger, new DeleteRegisteredModel("churn")),
                () -> registry.models.setTag(stranger, new SetRegisteredModelTag("churn", "k", "x")),
                () -> registry.models.deleteTag(stranger, new DeleteRegisteredModelTag("churn", "k")),
                () -> registry.version(stranger, request("churn", "s3://b/p", null, null)),
                () -> registry.versions.latest(stranger, new GetLatestVersions("churn", List.of())),
                () -> registry.versions.get(stranger, new GetModelVersion("churn", "1")),
                () -> registry.versions.update(stranger, new UpdateModelVersion("churn", "1", "x")),
                () -> registry.versions.delete(stranger, new DeleteModelVersion("churn", "1")),
                () -> registry.versions.downloadUri(stranger, new GetModelVersionDownloadUri("churn", "1")),
                () -> registry.versions.setTag(stranger, new SetModelVersionTag("churn", "1", "k", "x")),
                () -> registry.versions.deleteTag(stranger, new DeleteModelVersionTag("churn", "1", "k")),
                () -> registry.versions.transition(
                        stranger, new TransitionModelVersionStage("churn", "1", "Staging", true)),
                () -> registry.aliases.set(stranger, new SetRegisteredModelAlias("churn", "mine", "1")),
                () -> registry.aliases.get(stranger, new GetModelVersionByAlias("churn", "champion")),
                () -> registry.aliases.get(stranger, new GetModelVersionByAlias("churn", "latest")),
                () -> registry.aliases.delete(stranger, new DeleteRegisteredModelAlias("churn", "champion")));
        assertThat(attempts).allSatisfy(attempt -> assertThatThrownBy(attempt).hasMessageContaining("not found"));
        assertThat(get(OWNER)).isEqualTo(before);
    }

    @Test
    void aSecondWorkspaceFindsNothingOfTheFirst() {
        assertThat(registry.modelSearch
                        .search(
                                stranger,
                                new SearchRegisteredModels("tags.k = 'v' OR name != ''", null, List.of(), null))
                        .registeredModels())
                .isEmpty();
        assertThat(registry.versionSearch
                        .search(stranger, new SearchModelVersions("tags.k = 'v' OR name != ''", null, List.of(), null))
                        .modelVersions())
                .isEmpty();
    }

    @Test
    void aNameIsFreeInEachWorkspace() {
        registry.models.create(stranger, new CreateRegisteredModel("churn", List.of(), "theirs"));
        registry.version(stranger, request("churn", "s3://theirs/1", null, null));
        registry.version(stranger, request("churn", "s3://theirs/2", null, null));
        assertThat(get(stranger).latestVersions()).singleElement().satisfies(latest -> {
            assertThat(latest.version()).isEqualTo("2");
            assertThat(latest.aliases()).isEmpty();
        });
        assertThat(get(OWNER).latestVersions())
                .singleElement()
                .satisfies(latest -> assertThat(latest.version()).isEqualTo("1"));
        registry.models.delete(stranger, new DeleteRegisteredModel("churn"));
        assertThat(get(OWNER).aliases()).hasSize(1);
    }

    @Test
    void aVersionOfAnotherWorkspaceIsNoSource() {
        registry.models.create(stranger, new CreateRegisteredModel("mine", List.of(), null));
        assertThatThrownBy(() -> registry.version(stranger, request("mine", "models:/churn/1", null, null)))
                .hasMessage("Registered Model with name=churn not found");
    }

    private RegisteredModel get(Caller caller) {
        return registry.models.get(caller, new GetRegisteredModel("churn")).registeredModel();
    }
}
