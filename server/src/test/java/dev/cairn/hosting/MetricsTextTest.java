package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Exposition;
import dev.cairn.protocol.serving.GetServingMetricsHistory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_0-9]+)\\{[a-z_]+=\"[^\"\\\\]*\"(,[a-z_]+=\"[^\"\\\\]*\")*} -?\\d+(\\.\\d+)?");

    private static MetricsText.Entity entity(String name, String version, Figures figures) {
        return entity(name, version, List.of(new VersionFigures.Counted(version, figures)));
    }

    private static MetricsText.Entity entity(String name, String version, List<VersionFigures.Counted> counted) {
        return new MetricsText.Entity(name, version, 4, counted, true, Optional.empty());
    }

    private static List<String> lines(Exposition form, MetricsText.Entity... entities) {
        return MetricsText.of(form, "flowers", List.of(entities)).lines().toList();
    }

    @Test
    void eachVersionOfAnEntityIsCountedByItselfAndTheMomentsHaveAllOfThem() {
        VersionFigures figures = new VersionFigures();
        figures.of("1").watch(System.nanoTime()).ends(500);
        long aSecondAgo = System.nanoTime() - 1_000_000_000;
        figures.of("2").watch(aSecondAgo).ends(400);
        figures.of("2").watch(aSecondAgo).ends(200);
        MetricsText.Entity entity = entity("a", "2", figures.all());

        String labels = "endpoint_name=\"flowers\",served_model_name=\"a\",served_model_version=";
        List<String> lines = lines(Exposition.PROMETHEUS, entity);
        assertThat(lines)
                .contains(
                        "request_count_total{%s\"1\"} 1".formatted(labels),
                        "request_count_total{%s\"2\"} 2".formatted(labels),
                        "request_5xx_count_total{%s\"1\"} 1".formatted(labels),
                        "request_5xx_count_total{%s\"2\"} 0".formatted(labels),
                        "request_latency_ms_count{%s\"2\"} 2".formatted(labels),
                        "request_latency_ms_bucket{%s\"2\",le=\"0.05\"} 0".formatted(labels),
                        "request_latency_ms_bucket{%s\"2\",le=\"60000\"} 2".formatted(labels),
                        "provisioned_concurrent_requests_total{%s\"2\"} 4".formatted(labels));
        assertThat(lines.stream().filter(line -> line.startsWith("provisioned_concurrent_requests_total{")))
                .hasSize(1);
        GetServingMetricsHistory.Moment moment = entity.moment(7, ServerLoad.now());
        assertThat(moment.requests()).isEqualTo(3);
        assertThat(moment.refused()).isEqualTo(1);
        assertThat(moment.failed()).isEqualTo(1);
        assertThat(moment.latency()).last().isEqualTo(3L);
    }

    @Test
    void theFiguresOfVersionsThatAnsweredLongAgoAreForgotten() {
        VersionFigures figures = new VersionFigures();
        Figures first = figures.of("1");
        for (int version = 2; version <= VersionFigures.MOST; version++) {
            figures.of(Integer.toString(version));
        }
        figures.takesOver("1");
        figures.takesOver("next");
        assertThat(figures.of("1")).isSameAs(first);
        assertThat(figures.all())
                .extracting(VersionFigures.Counted::version)
                .hasSize(VersionFigures.MOST)
                .startsWith("3")
                .endsWith("1", "next");
    }

    @Test
    void eachLineOfOpenMetricsIsOfTheFamilyBeforeIt() {
        Figures figures = new Figures();
        figures.watch(System.nanoTime()).ends(200);

        List<String> lines = lines(Exposition.OPENMETRICS, entity("a", "", figures), entity("b", "", new Figures()));

        assertThat(lines).endsWith("# EOF").contains("# TYPE request_count counter");
        String family = "";
        for (String line : lines.subList(0, lines.size() - 1)) {
            if (line.startsWith("# ")) {
                assertThat(line).matches("# (HELP|TYPE) [a-z_0-9]+ .+");
                family = line.split(" ", -1)[2];
            } else {
                var sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(sample.group(1)).matches(family + "(_total|_bucket|_sum|_count)?");
            }
        }
        assertThat(lines)
                .contains(
                        "request_count_total{endpoint_name=\"flowers\",served_model_name=\"a\"} 1",
                        "request_latency_ms_bucket{endpoint_name=\"flowers\",served_model_name=\"b\",le=\"1.0\"} 0");
    }
}
