package dev.cairn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.registry.ModelVersion;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.ModelOutput;
import dev.cairn.protocol.tracking.RunOutputs;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final CairnClient client = SERVER.client();

    @TempDir
    Path disk;

    private LoggedModel logged(String name) throws IOException {
        Path folder = Files.createDirectories(disk.resolve(name));
        Files.writeString(folder.resolve("MLmodel"), "flavors: {}\n");
        Files.writeString(folder.resolve("weights"), name);
        try (ActiveRun run = client.runs().start("0")) {
            LoggedModel model = client.loggedModels().log(NewModel.of(run, name).param("depth", 3), folder);
            run.finish();
            return model;
        }
    }

    @Test
    void aModelIsLoggedWithItsFilesAsAnOutputOfItsRun() throws IOException {
        LoggedModel model = logged("churn");
        String id = model.info().modelId();

        assertThat(model.info().status()).isEqualTo(LoggedModelStatus.LOGGED_MODEL_READY);
        assertThat(client.loggedModels().get(id).data().params()).containsExactly(new Tag("depth", "3"));
        assertThat(client.loggedModels().artifacts(id).text("weights")).isEqualTo("churn");
        assertThat(client.artifacts("models:/" + id).text("weights")).isEqualTo("churn");
        String runId = Objects.requireNonNull(model.info().sourceRunId());
        RunOutputs written = Objects.requireNonNull(client.runs().get(runId).outputs());
        assertThat(written.modelOutputs()).extracting(ModelOutput::modelId).containsExactly(id);
    }

    @Test
    void aModelWhoseFilesCannotBeReadHasFailed() {
        NewModel model = NewModel.in("0", "unreadable");

        assertThatThrownBy(() -> client.loggedModels().log(model, disk.resolve("no such folder")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(client.loggedModels().search(List.of("0"), Query.where("name = 'unreadable'")))
                .extracting(it -> it.info().status())
                .containsExactly(LoggedModelStatus.LOGGED_MODEL_UPLOAD_FAILED);
    }

    @Test
    void loggedModelsAreTaggedFoundByMetricsAndDeleted() {
        String experiment = client.experiments().create("logged");
        try (ActiveRun run = client.runs().start(experiment)) {
            for (int i = 0; i < 3; i++) {
                String id = client.loggedModels()
                        .create(NewModel.of(run, "m" + i).tagged("round", "" + i))
                        .info()
                        .modelId();
                client.loggedModels().logParams(id, Map.of("round", "" + i));
                run.log(new Batch().metric(new Metric("gain", (double) i, 1L, 0L, null, null, id, null)));
            }
            run.finish();
        }
        Query best =
                Query.where("metrics.gain > 0").orderedBy("metrics.gain DESC").inPagesOf(1);
        List<LoggedModel> found =
                client.loggedModels().search(List.of(experiment), best).toList();

        assertThat(found).extracting(model -> model.info().name()).containsExactly("m2", "m1");
        String id = found.getFirst().info().modelId();
        assertThat(client.loggedModels().setTags(id, Map.of("a/b", "c")).info().tags())
                .contains(new Tag("round", "2"), new Tag("a/b", "c"));
        client.loggedModels().deleteTag(id, "a/b");
        assertThat(client.loggedModels().get(id).info().tags()).doesNotContain(new Tag("a/b", "c"));
        client.loggedModels().delete(id);
        assertThat(client.loggedModels().search(List.of(experiment), best)).hasSize(1);
    }

    @Test
    void everyUriOfAModelLeadsToItsFiles() throws IOException {
        ModelVersion first = client.modelVersions().register("price", logged("price-1"));
        ModelVersion second = client.modelVersions().register("price", logged("price-2"));
        client.registeredModels().setAlias("price", "Champion", first.version());
        client.modelVersions().moveTo("price", first.version(), "Production", false);

        assertThat(first.version()).isEqualTo("1");
        assertThat(client.artifacts("models:/price/1").text("weights")).isEqualTo("price-1");
        assertThat(client.artifacts("models:/price/2").text("weights")).isEqualTo("price-2");
        assertThat(client.artifacts("models:/price@Champion").text("weights")).isEqualTo("price-1");
        assertThat(client.artifacts("models:/price/Production").text("weights")).isEqualTo("price-1");
        assertThat(client.artifacts("models:/price/latest").text("weights")).isEqualTo("price-2");
        ResolvedModel champion = client.resolve("models:/price@Champion");
        assertThat(champion.version().orElseThrow().version()).isEqualTo("1");
        assertThat(champion.modelId()).contains(String.valueOf(first.modelId()));
        assertThat(client.resolve("models:/" + second.modelId()).version()).isEmpty();
        Path back = client.artifacts("models:/price@Champion").downloadTo(disk.resolve("back"));
        assertThat(back.resolve("MLmodel")).hasContent("flavors: {}");
        assertThatThrownBy(() -> client.resolve("models:/price@Nobody")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> client.resolve("models:/price/Staging"))
                .hasMessage("The model 'price' has no version in the stage 'Staging'.");
    }

    @Test
    void theFilesOfARunAreRegistered() {
        try (ActiveRun run = client.runs().start("0")) {
            run.artifacts().upload("weights", "model/weights");
            ModelVersion version = client.modelVersions().register("of a run", run.id(), "model");
            assertThat(version.runId()).isEqualTo(run.id());
            run.finish();
        }

        assertThat(client.artifacts("models:/of a run/1").text("weights")).isEqualTo("weights");
    }

    @Test
    void aRegisteredModelIsDescribedTaggedRenamedAndDeleted() {
        client.registeredModels().create("before", "the first", Map.of("team", "blue"));
        assertThatThrownBy(() -> client.registeredModels().create("before")).isInstanceOf(AlreadyExistsException.class);
        assertThat(client.registeredModels().getOrCreate("before").description())
                .isEqualTo("the first");
        client.registeredModels().describe("before", "another");
        client.registeredModels().rename("before", "after");
        client.registeredModels().setTag("after", "a", "b");
        client.registeredModels().deleteTag("after", "team");

        RegisteredModel model = client.registeredModels().get("after");
        assertThat(model.description()).isEqualTo("another");
        assertThat(model.tags()).containsExactly(new Tag("a", "b"));
        assertThat(client.registeredModels()
                        .search(Query.where("name LIKE 'aft%'"))
                        .map(RegisteredModel::name))
                .containsExactly("after");
        client.registeredModels().delete("after");
        assertThat(client.registeredModels().find("after")).isEmpty();
    }

    @Test
    void aVersionIsDescribedTaggedAliasedAndDeleted() throws IOException {
        LoggedModel source = logged("versioned");
        client.modelVersions().register("versioned", source);
        client.modelVersions().register("versioned", source);
        client.modelVersions().register("versioned", source);
        client.modelVersions().describe("versioned", "1", "the first");
        client.modelVersions().setTag("versioned", "1", "a", "b");
        client.modelVersions().setTag("versioned", "1", "c", "d");
        client.modelVersions().deleteTag("versioned", "1", "c");
        client.registeredModels().setAlias("versioned", "Old", "1");
        client.registeredModels().setAlias("versioned", "New", "3");
        client.registeredModels().deleteAlias("versioned", "New");

        ModelVersion version = client.modelVersions().get("versioned", "1");
        assertThat(version.description()).isEqualTo("the first");
        assertThat(version.tags()).containsExactly(new Tag("a", "b"));
        assertThat(client.registeredModels().get("versioned").aliases())
                .containsExactly(new RegisteredModelAlias("Old", "1"));
        Query all = Query.where("name = 'versioned'").inPagesOf(2);
        assertThat(client.modelVersions().search(all)).hasSize(3);
        client.modelVersions().delete("versioned", "2");
        assertThat(client.modelVersions().search(all).map(ModelVersion::version))
                .containsExactlyInAnyOrder("3", "1");
        assertThat(client.modelVersions().latest("versioned"))
                .extracting(ModelVersion::version)
                .contains("3");
    }
}
