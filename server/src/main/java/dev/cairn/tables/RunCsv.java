package dev.cairn.tables;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Exchange;
import dev.cairn.protocol.runs.RunChoice;
import dev.cairn.protocol.runs.RunRow;
import dev.cairn.protocol.tracking.RunInfo;
import dev.cairn.protocol.tracking.ViewType;
import dev.cairn.search.Grammars;
import dev.cairn.search.Order;
import dev.cairn.tracking.RunFinder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All chosen runs as a CSV file (RFC 4180), written as they are read: a thousand at a time, and no longer in the
/// database while a slow client takes them.
final class RunCsv {
    private static final int ROWS = 1_000;
    private static final int MOST = 1_000_000;

    /// Characters of a text, more than any that is stored.
    private static final int TEXT = 10_000;

    private static final List<String> OWN =
            List.of("run_id", "run_name", "status", "start_time", "end_time", "duration_seconds", "user_id");

    private final Database database;
    private final RunFinder finder;
    private final Choices choices;

    RunCsv(Database database, RunFinder finder, Choices choices) {
        this.database = database;
        this.finder = finder;
        this.choices = choices;
    }

    /// `GET experiments/{experiment_id}/runs.csv?filter=…&order_by=…&columns=…&run_view_type=…`.
    void send(Exchange exchange) throws IOException {
        Caller caller = exchange.caller();
        String experiment = exchange.pathParameter("experiment_id");
        Columns columns = Columns.of(exchange.queryAll("columns"));
        List<Order> orders = Grammars.RUNS.orderBy(exchange.queryAll("order_by"));
        RunChoice asked = new RunChoice(exchange.query("filter").orElse(null), view(exchange), null, null, null);
        Chosen chosen = database.read(tx -> {
            RunFinder.Choice choice = choices.of(tx, caller, experiment, asked);
            return new Chosen(choice, finder.ids(tx, choice, orders, 0, MOST + 1));
        });
        if (chosen.ids.size() > MOST) {
            throw ApiException.invalid("More than %d runs match. Choose fewer by a filter.".formatted(MOST));
        }
        exchange.responseHeader("Content-Type", "text/csv; charset=utf-8")
                .responseHeader("Content-Disposition", "attachment; filename=\"runs-%s.csv\"".formatted(experiment));
        try (Writer out =
                new BufferedWriter(new OutputStreamWriter(exchange.stream(200, -1), StandardCharsets.UTF_8))) {
            if (!exchange.isHead()) {
                write(out, chosen, columns);
            }
        }
    }

    private static @Nullable ViewType view(Exchange exchange) {
        return exchange.query("run_view_type")
                .map(text -> Arrays.stream(ViewType.values())
                        .filter(view -> view.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> ApiException.invalid(
                                "Invalid value '%s' for parameter 'run_view_type' supplied. It must be one of %s."
                                        .formatted(text, Arrays.toString(ViewType.values())))))
                .orElse(null);
    }

    private void write(Writer out, Chosen chosen, Columns columns) throws IOException {
        line(out, Stream.concat(OWN.stream(), columns.written().stream()).map(RunCsv::text));
        for (int from = 0; from < chosen.ids.size(); from += ROWS) {
            List<Long> some = chosen.ids.subList(from, Math.min(from + ROWS, chosen.ids.size()));
            for (RunRow row : rows(chosen.choice, some, columns)) {
                line(out, cells(row, columns));
            }
        }
    }

    private List<RunRow> rows(RunFinder.Choice choice, List<Long> ids, Columns columns) {
        return database.read(tx -> {
            List<RunFinder.Found> runs = finder.byIds(tx, choice.caller(), ids);
            Cells cells = new CellStore(tx, finder, TEXT)
                    .of(runs.stream().mapToLong(RunFinder.Found::id).toArray(), columns, choice);
            List<RunRow> rows = new ArrayList<>(runs.size());
            runs.forEach(run -> rows.add(cells.row(run)));
            return rows;
        });
    }

    private static Stream<String> cells(RunRow row, Columns columns) {
        RunInfo info = row.info();
        Stream<String> own = Stream.of(
                info.runId(),
                text(info.runName()),
                info.status().name(),
                time(info.startTime()),
                time(info.endTime()),
                info.startTime() == null || info.endTime() == null
                        ? ""
                        : Double.toString((info.endTime() - info.startTime()) / 1000.0),
                text(info.userId()));
        Stream<Stream<String>> others = Stream.of(
                columns.metrics().stream().map(key -> number(row.metrics().get(key))),
                columns.params().stream().map(key -> text(row.params().getOrDefault(key, ""))),
                columns.tags().stream().map(key -> text(row.tags().getOrDefault(key, ""))),
                Stream.of(text(String.join("; ", row.datasets()))).filter(cell -> columns.datasets()),
                Stream.of(text(String.join("; ", row.models()))).filter(cell -> columns.models()));
        return Stream.concat(own, others.flatMap(cells -> cells));
    }

    private static void line(Writer out, Stream<String> cells) throws IOException {
        out.write(String.join(",", cells.toList()));
        out.write("\r\n");
    }

    private static String time(@Nullable Long millis) {
        return millis == null ? "" : Instant.ofEpochMilli(millis).toString();
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }

    /// A text as a cell. What a spreadsheet would take for a formula gets a quote in front, unless it is a number.
    private static String text(String value) {
        String safe = isFormula(value) ? "'" + value : value;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    private static boolean isFormula(String value) {
        return !value.isEmpty()
                && "=+-@\t\r".indexOf(value.charAt(0)) >= 0
                && !value.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }

    /// @param ids of all that are written, in their order
    private record Chosen(RunFinder.Choice choice, List<Long> ids) {}
}
