package dev.cairn.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Reply;
import dev.cairn.RunningServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Runs as a CSV file, over real HTTP.
final class RunCsvTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void allMatchingRunsAreWrittenInOrder() throws IOException {
        String experiment = experiment("ordered");
        run(experiment, "a", "1", "x");
        run(experiment, "b", "3", "y");
        run(experiment, "c", "2", "z");

        Reply file = SERVER.get(path(experiment)
                + "?columns=metrics.m&columns=params.p&order_by=metrics.m%20DESC&filter=metrics.m%20%3E%201");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(file.header("Content-Disposition").orElse(""))
                .contains("attachment")
                .contains(".csv");
        List<String> lines = file.text().lines().toList();
        assertThat(lines.getFirst())
                .isEqualTo("run_id,run_name,status,start_time,end_time,duration_seconds,user_id,metrics.m,params.p");
        assertThat(lines.subList(1, lines.size()))
                .extracting(line -> line.substring(line.indexOf(',') + 1))
                .containsExactly(
                        "b,RUNNING,1970-01-01T00:00:00.005Z,,,,3.0,y", "c,RUNNING,1970-01-01T00:00:00.005Z,,,,2.0,z");
    }

    @Test
    void aSpreadsheetRunsNoFormulaOfARun() throws IOException {
        String experiment = experiment("formulas");
        run(experiment, "=HYPERLINK(1)", "1", "-0.5");
        run(experiment, "@SUM(A1)", "1", "+cmd|' /C calc'!A0");
        String text = SERVER.get(path(experiment) + "?columns=params.p").text();
        assertThat(text).contains(",'=HYPERLINK(1),").contains(",'@SUM(A1),").contains(",'+cmd|' /C calc'!A0");
        assertThat(text).contains(",-0.5\r\n");
    }

    @Test
    void cellsWithCommasQuotesAndLinesAreQuoted() throws IOException {
        String experiment = experiment("quotes");
        run(experiment, "a", "1", "one, \\\"two\\\"\\nthree");
        assertThat(SERVER.get(path(experiment) + "?columns=params.p").text())
                .contains(",\"one, \"\"two\"\"\nthree\"\r\n");
    }

    @Test
    void whatIsAskedWronglyIsSaidBeforeTheFileBegins() throws IOException {
        String experiment = experiment("wrong");
        assertThat(SERVER.get(path(experiment) + "?filter=nonsense").status()).isEqualTo(400);
        assertThat(SERVER.get(path(experiment) + "?columns=nonsense").status()).isEqualTo(400);
        assertThat(SERVER.get(path(experiment) + "?run_view_type=nonsense").status())
                .isEqualTo(400);
        assertThat(SERVER.get(path("987654")).status()).isEqualTo(404);
    }

    private static String path(String experiment) {
        return "/api/3.0/cairn/experiments/" + experiment + "/runs.csv";
    }

    private static String experiment(String name) throws IOException {
        return SERVER.post("experiments/create", "{\"name\": \"%s\"}".formatted(name))
                .field("experiment_id");
    }

    private static void run(String experiment, String name, String metric, String param) throws IOException {
        String run = SERVER.post(
                        "runs/create",
                        "{\"experiment_id\": \"%s\", \"run_name\": \"%s\", \"start_time\": 5}"
                                .formatted(experiment, name))
                .json()
                .at("/run/info/run_id")
                .asString();
        Reply logged = SERVER.post("runs/log-batch", """
                {"run_id": "%s", "metrics": [{"key": "m", "value": %s, "timestamp": 1, "step": 0}],
                 "params": [{"key": "p", "value": "%s"}]}
                """.formatted(run, metric, param));
        assertThat(logged.status()).as(logged.text()).isEqualTo(200);
    }
}
