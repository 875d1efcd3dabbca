package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.registry.CreateRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModel;
import dev.cairn.protocol.registry.DeleteRegisteredModelTag;
import dev.cairn.protocol.registry.GetModelVersion;
import dev.cairn.protocol.registry.GetRegisteredModel;
import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.registry.RenameRegisteredModel;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.SetRegisteredModelTag;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegisteredModelsTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void open() throws IOException {
        registry = RegistryFixture.open(folder);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aNewModelIsReadBack() {
        RegisteredModel made = registry.models
                .create(OWNER, new CreateRegisteredModel("churn ü", List.of(new Tag("team", "risk")), "who leaves"))
                .registeredModel();
        assertThat(get("churn ü")).isEqualTo(made);
        assertThat(made.description()).isEqualTo("who leaves");
        assertThat(made.tags()).containsExactly(new Tag("team", "risk"));
        assertThat(made.creationTimestamp()).isEqualTo(made.lastUpdatedTimestamp());
    }

    @Test
    void whatIsEmptyIsNotSent() {
        String json = new String(
                Json.write(registry.models.create(OWNER, new CreateRegisteredModel("churn", List.of(), ""))),
                StandardCharsets.UTF_8);
        assertThat(json)
                .isEqualTo(
                        "{\"registered_model\":{\"name\":\"churn\",\"creation_timestamp\":1001,\"last_updated_timestamp\":1001,\"user_id\":\"local\"}}");
    }

    @Test
    void aNameIsTakenOnlyOnce() {
        registry.model("churn");
        assertThatThrownBy(() -> registry.model("churn"))
                .hasMessage("Registered Model (name=churn) already exists.")
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_ALREADY_EXISTS));
    }

    @Test
    void aPromptAndAModelDoNotShareAName() {
        registry.model("model");
        registry.prompt("prompt");
        assertThatThrownBy(() -> registry.prompt("prompt")).hasMessage("Prompt (name=prompt) already exists.");
        assertThatThrownBy(() -> registry.prompt("model"))
                .hasMessageStartingWith(
                        "Tried to create a prompt with name 'model', but the name is already taken by a registered model.");
        assertThatThrownBy(() -> registry.model("prompt"))
                .hasMessageStartingWith(
                        "Tried to create a registered model with name 'prompt', but the name is already taken by a prompt.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b   | Invalid model name 'a/b'. Names cannot contain '/' or ':'.",
                "a:b   | Invalid model name 'a:b'. Names cannot contain '/' or ':'.",
                "' '   | Missing value for required parameter 'name'.",
                ".     | This name would resolve to '.'",
                "..    | This name would resolve to '..'",
                "'a\u0000b' | control characters",
            })
    void aBadNameIsRefused(String name, String words) {
        assertThatThrownBy(() -> registry.model(name)).hasMessageContaining(words);
        assertThatThrownBy(() -> get(name)).hasMessageContaining(words);
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> get("churn"))
                .hasMessage("Registered Model with name=churn not found")
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_DOES_NOT_EXIST));
    }

    @Test
    void anUpdateWithoutADescriptionClearsIt() {
        RegisteredModel made = registry.model("churn");
        assertThat(update("who leaves").description()).isEqualTo("who leaves");
        RegisteredModel cleared = registry.models
                .update(OWNER, new UpdateRegisteredModel("churn", null))
                .registeredModel();
        assertThat(cleared.description()).isNull();
        assertThat(cleared.lastUpdatedTimestamp()).isGreaterThan(made.lastUpdatedTimestamp());
    }

    @Test
    void aRenameTakesEverythingAlong() {
        registry.model("churn", new Tag("team", "risk"));
        registry.version("churn", new Tag("v", "1"));
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        RegisteredModel renamed = registry.models
                .rename(OWNER, new RenameRegisteredModel("churn", "leavers"))
                .registeredModel();
        assertThat(renamed.tags()).containsExactly(new Tag("team", "risk"));
        assertThat(renamed.aliases()).containsExactly(new RegisteredModelAlias("champion", "1"));
        assertThat(renamed.latestVersions()).singleElement().satisfies(version -> {
            assertThat(version.name()).isEqualTo("leavers");
            assertThat(version.tags()).containsExactly(new Tag("v", "1"));
            assertThat(version.lastUpdatedTimestamp()).isEqualTo(renamed.lastUpdatedTimestamp());
        });
        assertThatThrownBy(() -> get("churn")).hasMessageContaining("not found");
    }

    @Test
    void aRenameToATakenNameIsRefused() {
        registry.model("churn");
        registry.model("fraud");
        assertThatThrownBy(() -> registry.models.rename(OWNER, new RenameRegisteredModel("churn", "fraud")))
                .isInstanceOf(ApiException.class)
                .hasMessage("Registered Model (name=fraud) already exists.");
        assertThat(get("churn").name()).isEqualTo("churn");
    }

    @Test
    void aDeletedModelIsGoneAndItsSuccessorStartsAtOne() {
        registry.model("churn", new Tag("team", "risk"));
        registry.version("churn", new Tag("v", "1"));
        registry.version("churn");
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        registry.models.delete(OWNER, new DeleteRegisteredModel("churn"));
        assertThatThrownBy(() -> get("churn")).hasMessageContaining("not found");
        assertThatThrownBy(() -> registry.versions.get(OWNER, new GetModelVersion("churn", "1")))
                .hasMessageContaining("not found");
        assertThat(
                        registry.column(
                                "SELECT value FROM registered_model_tags UNION ALL SELECT value FROM model_version_tags UNION ALL SELECT alias FROM model_aliases"))
                .isEmpty();
        registry.model("churn");
        assertThat(registry.version("churn").version()).isEqualTo("1");
    }

    @Test
    void tagsAreSetOverwrittenAndDeleted() {
        registry.model("churn");
        setTag("a", "1");
        setTag("a", "2");
        setTag("b", "");
        assertThat(get("churn").tags()).containsExactly(new Tag("a", "2"), new Tag("b", ""));
        registry.models.deleteTag(OWNER, new DeleteRegisteredModelTag("churn", "a"));
        registry.models.deleteTag(OWNER, new DeleteRegisteredModelTag("churn", "a"));
        assertThat(get("churn").tags()).containsExactly(new Tag("b", ""));
    }

    @Test
    void tagsHaveLimits() {
        registry.model("churn");
        setTag("k".repeat(250), "v".repeat(100_000));
        assertThatThrownBy(() -> setTag("k".repeat(251), "v"))
                .hasMessage("'key' exceeds the maximum length of 250 characters");
        assertThatThrownBy(() -> setTag("k", "v".repeat(100_001)))
                .hasMessage("'value' exceeds the maximum length of 100000 characters");
        assertThatThrownBy(() -> setTag("a//b", "v")).hasMessageContaining("This name would resolve to 'a/b'");
        assertThatThrownBy(() -> setTag("../b", "v")).hasMessageContaining("This name would resolve to '../b'");
        assertThatThrownBy(() -> setTag("a?", "v")).hasMessageContaining("Names may only contain alphanumerics");
        assertThatThrownBy(() -> registry.models.create(OWNER, new CreateRegisteredModel("x", badTags(), null)))
                .hasMessageContaining("Names may only contain alphanumerics");
    }

    @Test
    void onlyATagThatSaysTrueMakesAPrompt() {
        assertThat(Prompts.isPrompt(PROMPT)).isTrue();
        assertThat(Prompts.isPrompt(List.of(new Tag(Prompts.TAG, "True")))).isTrue();
        assertThat(Prompts.isPrompt(List.of(new Tag(Prompts.TAG, "true"), new Tag(Prompts.TAG, "false"))))
                .isFalse();
    }

    private static List<Tag> badTags() {
        return List.of(new Tag("<script>", "1"));
    }

    private RegisteredModel get(String name) {
        return registry.models.get(OWNER, new GetRegisteredModel(name)).registeredModel();
    }

    private RegisteredModel update(String description) {
        return registry.models
                .update(OWNER, new UpdateRegisteredModel("churn", description))
                .registeredModel();
    }

    private void setTag(String key, String value) {
        registry.models.setTag(OWNER, new SetRegisteredModelTag("churn", key, value));
    }
}
