package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Exposition;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MetricsTextTest {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_0-9]+)\\{[a-z_]+=\"[^\"\\\\]*\"(,[a-z_]+=\"[^\"\\\\]*\")*} -?\\d+(\\.\\d+)?");

    @Test
    void eachLineOfOpenMetricsIsOfTheFamilyBeforeIt() {
        Figures figures = new Figures();
        figures.watch(System.nanoTime()).ends(200);
        List<MetricsText.Entity> entities =
                List.of(new MetricsText.Entity("a", 4, figures), new MetricsText.Entity("b", 4, new Figures()));

        List<String> lines = MetricsText.of(Exposition.OPENMETRICS, "flowers", entities)
                .lines()
                .toList();

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
