package dev.cairn.tracking.experiments;

import static dev.cairn.tracking.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.tracking.CreateExperiment;
import dev.cairn.protocol.tracking.DeleteExperiment;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.protocol.tracking.SearchExperiments;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.protocol.tracking.UpdateExperiment;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.tracking.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@OnEachDatabase
class ExperimentSearchTest {
    /// The names that a filter finds, the newest first.
    static final List<Arguments> FILTERS = List.of(
            arguments("name = 'alpha'", List.of("alpha")),
            arguments("name != 'alpha'", List.of("delta", "Gamma", "beta")),
            arguments("name LIKE '%a'", List.of("delta", "Gamma", "beta", "alpha")),
            arguments("name LIKE 'g%'", List.of()),
            arguments("name ILIKE 'g%'", List.of("Gamma")),
            arguments("attribute.name IN ('alpha', 'beta')", List.of("beta", "alpha")),
            arguments("attr.name NOT IN ('alpha', 'beta')", List.of("delta", "Gamma")),
            arguments("tags.team = 'red'", List.of("beta", "alpha")),
            arguments("tag.team != 'red'", List.of("Gamma")),
            arguments("tags.team ILIKE 'RED'", List.of("beta", "alpha")),
            arguments("tags.team IS NULL", List.of("delta")),
            arguments("tags.team IS NOT NULL", List.of("Gamma", "beta", "alpha")),
            arguments("tags.`the size` = 'big'", List.of("beta")),
            arguments("tags.team = 'red' AND tags.`the size` = 'big'", List.of("beta")),
            arguments("tags.team = 'red' OR name = 'delta'", List.of("delta", "beta", "alpha")),
            arguments("NOT tags.team = 'red'", List.of("delta", "Gamma")),
            arguments("creation_time > 0 AND last_update_time > 0", List.of("delta", "Gamma", "beta", "alpha")),
            arguments("creation_time < 1000", List.of()));

    static final List<Arguments> ORDERS = List.of(
            arguments(List.of(), List.of("delta", "Gamma", "beta", "alpha")),
            arguments(List.of("name"), List.of("Gamma", "alpha", "beta", "delta")),
            arguments(List.of("name DESC"), List.of("delta", "beta", "alpha", "Gamma")),
            arguments(List.of("experiment_id ASC"), List.of("alpha", "beta", "Gamma", "delta")),
            arguments(List.of("creation_time"), List.of("alpha", "beta", "Gamma", "delta")),
            arguments(List.of("last_update_time DESC"), List.of("alpha", "delta", "Gamma", "beta")));

    private final Tracker tracker;

    ExperimentSearchTest(TestDatabase kind) {
        tracker = new Tracker(kind);
    }

    @BeforeEach
    void fill() {
        String alpha = create("alpha is renamed", new Tag("team", "red"));
        create("beta", new Tag("team", "red"), new Tag("the size", "big"));
        create("Gamma", new Tag("team", "blue"));
        create("delta");
        String trash = create("trash", new Tag("team", "red"));
        tracker.experiments.delete(tracker.caller, new DeleteExperiment(trash));
        tracker.experiments.update(tracker.caller, new UpdateExperiment(alpha, "alpha"));
    }

    @ParameterizedTest
    @FieldSource("FILTERS")
    void aFilterFindsItsExperiments(String filter, List<String> names) {
        assertThat(names(search(filter, List.of(), null))).isEqualTo(names);
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void anOrderIsKept(List<String> orderBy, List<String> names) {
        assertThat(names(search(null, orderBy, null))).isEqualTo(names);
    }

    @Test
    void aViewShowsItsStages() {
        assertThat(names(search(null, List.of(), ViewType.DELETED_ONLY))).containsExactly("trash");
        assertThat(names(search(null, List.of("name"), ViewType.ALL))).hasSize(5);
        assertThat(names(search("tags.team = 'red'", List.of(), ViewType.ALL)))
                .containsExactly("trash", "beta", "alpha");
    }

    @Test
    void anIdIsFoundAsANumberInQuotes() {
        String id = search("name = 'beta'", List.of(), null)
                .experiments()
                .getFirst()
                .experimentId();
        assertThat(names(search("experiment_id = '%s'".formatted(id), List.of(), null)))
                .containsExactly("beta");
        assertThat(names(search("experiment_id IN ('%s', '99999999')".formatted(id), List.of(), null)))
                .containsExactly("beta");
        assertThat(names(search("experiment_id != '%s'".formatted(id), List.of("name"), null)))
                .containsExactly("Gamma", "alpha", "delta");
    }

    @Test
    void whatIsFoundCarriesItsTags() {
        assertThat(search("name = 'beta'", List.of(), null)
                        .experiments()
                        .getFirst()
                        .tags())
                .containsExactly(new Tag("team", "red"), new Tag("the size", "big"));
    }

    @Test
    void pagesShowEveryExperimentOnce() {
        List<String> paged = new ArrayList<>();
        String token = null;
        do {
            SearchExperiments.Response page = tracker.experimentSearch.search(
                    tracker.caller, new SearchExperiments(2L, token, null, List.of("name"), ViewType.ALL));
            assertThat(page.experiments()).hasSizeBetween(1, 2);
            paged.addAll(names(page));
            token = page.nextPageToken();
        } while (token != null);
        assertThat(paged).containsExactly("Gamma", "alpha", "beta", "delta", "trash");
    }

    @Test
    void thereIsNoTokenAfterAPageThatIsJustFull() {
        assertThat(page(4L).nextPageToken()).isNull();
        assertThat(page(3L).nextPageToken()).isNotNull();
    }

    @Test
    void aPageNeedsASize() {
        assertInvalid(() -> page(null));
        assertInvalid(() -> page(0L));
        assertInvalid(() -> page(50_001L));
        assertThat(page(50_000L).experiments()).hasSize(4);
    }

    private SearchExperiments.Response page(@Nullable Long size) {
        return tracker.experimentSearch.search(
                tracker.caller, new SearchExperiments(size, null, null, List.of(), null));
    }

    private SearchExperiments.Response search(@Nullable String filter, List<String> orderBy, @Nullable ViewType view) {
        return tracker.experimentSearch.search(
                tracker.caller, new SearchExperiments(100L, null, filter, orderBy, view));
    }

    private String create(String name, Tag... tags) {
        return tracker.experiments
                .create(tracker.caller, new CreateExperiment(name, null, List.of(tags)))
                .experimentId();
    }

    private static List<String> names(SearchExperiments.Response found) {
        return found.experiments().stream().map(Experiment::name).toList();
    }
}
