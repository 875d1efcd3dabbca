package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.registry.CreateModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.DeleteModelVersionTag;
import dev.cairn.protocol.registry.GetLatestVersions;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetModelVersionDownloadUri;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.TransitionModelVersionStage;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelVersionsTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void aModel() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void versionsAreNumberedFromOne() {
        assertThat(List.of(version(), version(), version())).containsExactly("1", "2", "3");
    }

    @Test
    void aNumberIsNeverUsedTwice() {
        version();
        version();
        delete("2");
        assertThat(version()).isEqualTo("3");
        delete("1");
        delete("3");
        assertThat(version()).isEqualTo("4");
    }

    @Test
    void versionsMadeAtOnceGetNumbersOfTheirOwn() throws InterruptedException, ExecutionException {
        List<Integer> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> made = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(this::version))
                    .toList();
            for (Future<String> one : made) {
                numbers.add(Integer.parseInt(one.get()));
            }
        }
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void theWireFormIsTheReferencesWithWhoMadeIt() {
        String json = new String(
                Json.write(registry.versions.create(OWNER, request("churn", "s3://bucket/path", null, null))),
                StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo(
                        "{\"model_version\":{\"name\":\"churn\",\"version\":\"1\",\"creation_timestamp\":1002,\"last_updated_timestamp\":1002,\"current_stage\":\"None\",\"description\":\"\",\"source\":\"s3://bucket/path\",\"run_id\":\"\",\"status\":\"READY\",\"run_link\":\"\",\"user_id\":\"local\"}}");
    }

    @Test
    void aNewVersionIsReadBackAndTouchesItsModel() {
        ModelVersion made = registry.version(
                OWNER,
                new CreateModelVersion(
                        "churn", "s3://b/p", "run", List.of(new Tag("a", "1")), "http://link", "text", null));
        assertThat(get("1")).isEqualTo(made);
        assertThat(made.runId()).isEqualTo("run");
        assertThat(made.runLink()).isEqualTo("http://link");
        assertThat(made.description()).isEqualTo("text");
        assertThat(made.tags()).containsExactly(new Tag("a", "1"));
        assertThat(registry.models
                        .get(OWNER, new GetRegisteredModel("churn"))
                        .registeredModel()
                        .lastUpdatedTimestamp())
                .isEqualTo(made.creationTimestamp());
    }

    @Test
    void aDeletedVersionIsGoneAndBlottedOut() {
        registry.version(
                OWNER, new CreateModelVersion("churn", "s3://b/p", "run", List.of(), "http://link", "text", null));
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        delete("1");
        assertThatThrownBy(() -> get("1"))
                .hasMessage("Model Version (name=churn, version=1) not found")
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_DOES_NOT_EXIST));
        assertThatThrownBy(() -> delete("1")).hasMessageContaining("not found");
        assertThat(registry.models
                        .get(OWNER, new GetRegisteredModel("churn"))
                        .registeredModel()
                        .aliases())
                .isEmpty();
        assertThat(registry.column("SELECT source || location || run_id || run_link FROM model_versions"))
                .singleElement()
                .asString()
                .doesNotContain("s3", "http", "run");
    }

    @Test
    void anUpdateWithoutADescriptionClearsIt() {
        version();
        assertThat(update("new").description()).isEqualTo("new");
        assertThat(get("1").description()).isEqualTo("new");
        assertThat(update(null).description()).isNull();
    }

    @Test
    void aVersionNumberMustBeAnInteger() {
        assertThatThrownBy(() -> get("abc")).hasMessage("Parameter 'version' must be an integer, got 'abc'.");
        assertThatThrownBy(() -> get("99999999999999999999")).hasMessageContaining("must be an integer");
        assertThatThrownBy(() -> get("-1")).hasMessage("Model Version (name=churn, version=-1) not found");
    }

    @Test
    void aVersionNeedsItsModel() {
        assertThatThrownBy(() -> registry.version("absent")).hasMessage("Registered Model with name=absent not found");
    }

    @Test
    void aStageIsSetAndArchivesTheOneBefore() {
        version();
        version();
        version();
        assertThat(move("1", "staging", false).currentStage()).isEqualTo("Staging");
        assertThat(move("2", "STAGING", true).currentStage()).isEqualTo("Staging");
        assertThat(get("1").currentStage()).isEqualTo("Archived");
        assertThat(latest()).containsExactly("1 Archived", "2 Staging", "3 None");
        assertThat(latest("staging", "None")).containsExactly("2 Staging", "3 None");
        assertThat(latest("Production")).isEmpty();
    }

    @Test
    void aStageThatIsNoneIsRefused() {
        version();
        assertThatThrownBy(() -> move("1", "Moon", false))
                .hasMessage(
                        "Invalid Model Version stage: Moon. Value must be one of None, Staging, Production, Archived.");
        assertThatThrownBy(() -> move("1", "Deleted_Internal", false)).hasMessageContaining("Invalid Model Version");
        assertThatThrownBy(() -> latest("Moon")).hasMessageContaining("Invalid Model Version stage: Moon.");
        assertThatThrownBy(() -> move("1", "archived", true))
                .hasMessage(
                        "Model version transition cannot archive existing model versions because 'archived' is not an Active stage. Valid stages are ['Staging', 'Production']");
    }

    @Test
    void theLatestOfAStageIsNoDeletedOne() {
        version();
        version();
        delete("2");
        assertThat(latest()).containsExactly("1 None");
    }

    @Test
    void tagsAreSetOverwrittenAndDeleted() {
        version();
        setTag("a", "1");
        setTag("a", "2");
        setTag("b", "");
        assertThat(get("1").tags()).containsExactly(new Tag("a", "2"), new Tag("b", ""));
        registry.versions.deleteTag(OWNER, new DeleteModelVersionTag("churn", "1", "a"));
        registry.versions.deleteTag(OWNER, new DeleteModelVersionTag("churn", "1", "a"));
        assertThat(get("1").tags()).containsExactly(new Tag("b", ""));
    }

    @Test
    void theDownloadAddressIsTheSource() {
        version();
        assertThat(registry.versions
                        .downloadUri(OWNER, new GetModelVersionDownloadUri("churn", "1"))
                        .artifactUri())
                .isEqualTo("s3://bucket/churn");
    }

    private String version() {
        return registry.version("churn").version();
    }

    private ModelVersion get(String version) {
        return registry.versions
                .get(OWNER, new GetModelVersion("churn", version))
                .modelVersion();
    }

    private void delete(String version) {
        registry.versions.delete(OWNER, new DeleteModelVersion("churn", version));
    }

    private ModelVersion update(@Nullable String description) {
        return registry.versions
                .update(OWNER, new UpdateModelVersion("churn", "1", description))
                .modelVersion();
    }

    private ModelVersion move(String version, String stage, boolean archive) {
        return registry.versions
                .transition(OWNER, new TransitionModelVersionStage("churn", version, stage, archive))
                .modelVersion();
    }

    private List<String> latest(String... stages) {
        return registry.versions.latest(OWNER, new GetLatestVersions("churn", List.of(stages))).modelVersions().stream()
                .map(version -> version.version() + " " + version.currentStage())
                .toList();
    }

    private void setTag(String key, String value) {
        registry.versions.setTag(OWNER, new SetModelVersionTag("churn", "1", key, value));
    }
}
