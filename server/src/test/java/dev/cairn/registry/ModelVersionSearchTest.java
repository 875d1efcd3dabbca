package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static dev.cairn.registry.RegistryFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.registry.DeleteModelVersion;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.registry.SetModelVersionTag;
import dev.cairn.protocol.registry.SetRegisteredModelAlias;
import dev.cairn.protocol.registry.UpdateModelVersion;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelVersionSearchTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void twoModelsAndAPrompt() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("churn");
        registry.model("fraud");
        registry.prompt("greet");
        registry.version("churn", new Tag("n", "1"), new Tag("odd", "yes"));
        registry.version(OWNER, request("churn", "s3://Other/2", "run-2", null, new Tag("n", "2")));
        registry.version("fraud", new Tag("n", "1"), new Tag("odd", "yes"));
        registry.version("churn", new Tag("n", "3"), new Tag("odd", "yes"));
        registry.version("churn");
        registry.versions.delete(OWNER, new DeleteModelVersion("churn", "4"));
        registry.promptVersion("greet");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                                           | c1 c2 c3 f1",
                "name = 'churn'                                 | c1 c2 c3",
                "name != 'churn'                                | f1",
                "name ILIKE 'FR%'                               | f1",
                "name IN ('fraud', 'x')                         | f1",
                "name = 'churn' AND version_number = 3          | c3",
                "version_number > 1                             | c2 c3",
                "version_number <= 1                            | c1 f1",
                "run_id = 'run-2'                               | c2",
                "run_id IN ('run-2', 'run-3')                   | c2",
                "run_id NOT IN ('run-2') AND name = 'churn'     | c1 c3",
                "source_path = 's3://Other/2'                   | c2",
                "source_path LIKE 's3://other%'                 | \"\"",
                "source_path ILIKE 's3://other%'                | c2",
                "tags.odd = 'yes' AND tags.n = '1'              | c1 f1",
                "tags.odd = 'yes' AND tags.n != '1'             | c3",
                "tags.n LIKE '_' AND name = 'fraud'             | f1",
            })
    void aFilterSelectsVersions(String filter, String versions) {
        assertThat(versions(search(filter, null, null, "name", "version_number ASC")))
                .isEqualTo(versions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name = 'greet'                                                | \"\"",
                "tags.`mlflow.prompt.is_prompt` = 'true'                       | g1",
                "name = 'greet' AND tags.`mlflow.prompt.is_prompt` = 'true'    | g1",
                "tags.`mlflow.prompt.is_prompt` != 'true' AND version_number=1 | c1 f1",
                "tags.`mlflow.prompt.is_prompt` = 'false' AND version_number=1 | c1 f1",
            })
    void versionsOfPromptsAreHiddenUntilAFilterMentionsThem(String filter, String versions) {
        assertThat(versions(search(filter, null, null, "name"))).isEqualTo(versions);
    }

    @Test
    void aLoggedModelLeadsToItsVersions() {
        String logged = registry.loggedModel(OWNER, null).modelId();
        registry.version(OWNER, request("fraud", "models:/" + logged, null, logged));

        assertThat(versions(search("model_id = '%s'".formatted(logged), null, null)))
                .isEqualTo("f2");
        assertThat(versions(search("model_id IN ('%s', 'x') AND name = 'churn'".formatted(logged), null, null)))
                .isEmpty();
    }

    @Test
    void theVersionUpdatedLastComesFirst() {
        assertThat(versions(search(null, null, null))).isEqualTo("c3 f1 c2 c1");
        registry.versions.update(OWNER, new UpdateModelVersion("churn", "1", "touched"));
        registry.versions.setTag(OWNER, new SetModelVersionTag("churn", "2", "a", "tags do not touch"));
        assertThat(versions(search(null, null, null))).isEqualTo("c1 c3 f1 c2");
    }

    @Test
    void versionsComeInTheOrderAskedFor() {
        assertThat(versions(search(null, null, null, "version_number ASC"))).isEqualTo("c1 f1 c2 c3");
        assertThat(versions(search(null, null, null, "name DESC"))).isEqualTo("f1 c3 c2 c1");
        assertThat(versions(search(null, null, null, "creation_timestamp ASC"))).isEqualTo("c1 c2 f1 c3");
    }

    @Test
    void pagesJoinToTheWhole() {
        SearchModelVersions.Response first = search(null, 3L, null);
        SearchModelVersions.Response second = search(null, 3L, first.nextPageToken());
        assertThat(versions(first) + " " + versions(second)).isEqualTo("c3 f1 c2 c1");
        assertThat(second.nextPageToken()).isNull();
        assertThat(search(null, 4L, null).nextPageToken()).isNull();
    }

    @Test
    void versionsCarryTheirTagsAndAliases() {
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("churn", "champion", "1"));
        registry.aliases.set(OWNER, new SetRegisteredModelAlias("fraud", "other", "1"));
        var found = search("version_number = 1", null, null, "name").modelVersions();
        assertThat(found.getFirst().aliases()).containsExactly("champion");
        assertThat(found.getLast().aliases()).containsExactly("other");
        assertThat(found.getFirst().tags()).containsExactly(new Tag("n", "1"), new Tag("odd", "yes"));
    }

    @Test
    void aTagOfManyVersionsIsSearchedAsOneOfFew() {
        registry.model("many");
        for (int i = 0; i < 600; i++) {
            registry.version("many", new Tag("size", "large"), new Tag("last", i == 599 ? "yes" : "no"));
        }
        assertThat(search("tags.size = 'large'", 1_000L, null).modelVersions()).hasSize(600);
        assertThat(versions(search("tags.size = 'large' AND tags.last = 'yes'", null, null)))
                .isEqualTo("m600");
    }

    @Test
    void aSearchThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> search("foo = 'x'", null, null)).hasMessageContaining("foo");
        assertThatThrownBy(() -> search("version_number = 'x'", null, null)).hasMessageContaining("version_number");
        assertThatThrownBy(() -> search("version_number IN ('1')", null, null)).hasMessageContaining("Invalid");
        assertThatThrownBy(() -> search(null, null, null, "run_id")).hasMessageContaining("run_id");
        assertThatThrownBy(() -> search(null, 200_001L, null)).hasMessageContaining("must be at most 200000");
        assertThatThrownBy(() -> search(null, -1L, null)).hasMessageContaining("must be a positive integer");
    }

    private SearchModelVersions.Response search(
            @Nullable String filter, @Nullable Long limit, @Nullable String token, String... orderBy) {
        return registry.versionSearch.search(OWNER, new SearchModelVersions(filter, limit, List.of(orderBy), token));
    }

    /// Each version as the first letter of its model and its number.
    private static String versions(SearchModelVersions.Response page) {
        return page.modelVersions().stream()
                .map(version -> version.name().charAt(0) + version.version())
                .collect(Collectors.joining(" "));
    }
}
