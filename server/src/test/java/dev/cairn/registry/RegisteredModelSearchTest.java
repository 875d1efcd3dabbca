package dev.cairn.registry;

import static dev.cairn.registry.RegistryFixture.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.protocol.registry.RegisteredModel;
import dev.cairn.protocol.registry.SearchRegisteredModels;
import dev.cairn.protocol.registry.UpdateRegisteredModel;
import dev.cairn.protocol.tracking.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegisteredModelSearchTest {
    @TempDir
    private Path folder;

    private RegistryFixture registry;

    @BeforeEach
    void fourModelsAndAPrompt() throws IOException {
        registry = RegistryFixture.open(folder);
        registry.model("Fam-c", new Tag("letter", "c"));
        registry.model("Fam-a", new Tag("letter", "a"), new Tag("odd key", "x"));
        registry.model("Fam-d", new Tag("letter", "d"));
        registry.model("Fam-b", new Tag("letter", "b"));
        registry.prompt("Fam-p");
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
                "\"\"                                       | abcd",
                "name = 'Fam-b'                             | b",
                "name != 'Fam-b'                            | acd",
                "name LIKE 'fam%'                           | \"\"",
                "name ILIKE 'fam%-C'                        | c",
                "name IN ('Fam-a', 'Fam-d', 'other')        | ad",
                "name NOT IN ('Fam-a', 'Fam-d')             | bc",
                "tags.letter = 'c'                          | c",
                "tag.letter != 'c'                          | abd",
                "tags.letter ILIKE 'D'                      | d",
                "tags.`odd key` = 'x' AND attribute.name = 'Fam-a' | a",
                "tags.letter = 'a' AND tags.letter = 'b'    | \"\"",
            })
    void aFilterSelectsModels(String filter, String letters) {
        assertThat(letters(search(filter, null, null))).isEqualTo(letters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tags.`mlflow.prompt.is_prompt` = 'true'                      | p",
                "tags.`mlflow.prompt.is_prompt` != 'false'                    | p",
                "tags.`mlflow.prompt.is_prompt` != 'true'                     | abcd",
                "tag.`mlflow.prompt.is_prompt` = 'false'                      | abcd",
                "name = 'Fam-p'                                               | \"\"",
                "name = 'Fam-p' AND tags.`mlflow.prompt.is_prompt` = 'true'   | p",
                "name = 'Fam-a' OR tags.`mlflow.prompt.is_prompt` = 'true'    | ap",
            })
    void promptsAreHiddenUntilAFilterMentionsThem(String filter, String letters) {
        assertThat(letters(search(filter, null, null))).isEqualTo(letters);
    }

    @Test
    void modelsComeInTheOrderAskedFor() {
        assertThat(letters(search(null, null, null, "name DESC"))).isEqualTo("dcba");
        assertThat(letters(search(null, null, null, "creation_timestamp ASC"))).isEqualTo("cadb");
        registry.models.update(OWNER, new UpdateRegisteredModel("Fam-c", "touched"));
        assertThat(letters(search(null, null, null, "last_updated_timestamp DESC")))
                .isEqualTo("cbda");
        assertThat(letters(search(null, null, null, "timestamp ASC"))).isEqualTo("adbc");
    }

    @Test
    void pagesJoinToTheWhole() {
        StringBuilder letters = new StringBuilder();
        List<Integer> sizes = new ArrayList<>();
        String token = null;
        do {
            SearchRegisteredModels.Response page = search(null, 3L, token);
            letters.append(letters(page));
            sizes.add(page.registeredModels().size());
            token = page.nextPageToken();
        } while (token != null);
        assertThat(letters).hasToString("abcd");
        assertThat(sizes).containsExactly(3, 1);
        assertThat(search(null, 4L, null).nextPageToken()).isNull();
    }

    @Test
    void modelsCarryTheirLatestVersions() {
        registry.version("Fam-a", new Tag("v", "1"));
        registry.version("Fam-a", new Tag("v", "2"));
        RegisteredModel found =
                search("name = 'Fam-a'", null, null).registeredModels().getFirst();
        assertThat(found.latestVersions()).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo("2");
            assertThat(version.tags()).containsExactly(new Tag("v", "2"));
        });
    }

    @Test
    void aSearchThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> search("foo = 'x'", null, null)).hasMessageContaining("foo");
        assertThatThrownBy(() -> search("name > 'x'", null, null)).hasMessageContaining("Invalid comparator");
        assertThatThrownBy(() -> search("metrics.x = 1", null, null)).hasMessageContaining("Invalid entity type");
        assertThatThrownBy(() -> search(null, null, null, "foo")).hasMessageContaining("foo");
        assertThatThrownBy(() -> search(null, 1_001L, null))
                .hasMessage(
                        "Invalid value for request parameter max_results. It must be at most 1000, but got value 1001");
        assertThatThrownBy(() -> search(null, 0L, null)).hasMessageContaining("must be a positive integer, but got 0");
        assertThatThrownBy(() -> search(null, null, "nonsense")).hasMessageContaining("Invalid page token");
    }

    private SearchRegisteredModels.Response search(
            @Nullable String filter, @Nullable Long limit, @Nullable String token, String... orderBy) {
        return registry.modelSearch.search(OWNER, new SearchRegisteredModels(filter, limit, List.of(orderBy), token));
    }

    private static String letters(SearchRegisteredModels.Response page) {
        StringBuilder letters = new StringBuilder();
        page.registeredModels()
                .forEach(
                        model -> letters.append(model.name().charAt(model.name().length() - 1)));
        return letters.toString();
    }
}
