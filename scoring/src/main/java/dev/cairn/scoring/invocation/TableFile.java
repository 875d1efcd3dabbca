package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.ScoringLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of files with a table, which their names tell: read as the same tables are when a model is asked with
/// them.
public enum TableFile {
    /// An object of `columns` and `data`, or a list of records, as pandas writes both.
    JSON,
    CSV,
    PARQUET,
    /// A stream of Arrow's, or a file of it.
    ARROW;

    private List<String> ownEndings() {
        return switch (this) {
            case JSON -> List.of(".json");
            case CSV -> List.of(".csv");
            case PARQUET -> List.of(".parquet");
            case ARROW -> List.of(".arrow", ".arrows", ".feather");
        };
    }

    /// The kind of a file; empty where its name tells none of them.
    public static Optional<TableFile> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.ownEndings().stream().anyMatch(lower::endsWith))
                .findFirst();
    }

    /// The endings of names that tell a kind, for people.
    public static String endings() {
        return Arrays.stream(values())
                .flatMap(kind -> kind.ownEndings().stream())
                .map(ending -> "`" + ending + "`")
                .collect(Collectors.joining(", "));
    }

    /// The table of a file; `InvalidInput` where there is none, or one beyond the limits.
    public Frame read(byte[] file, ScoringLimits limits) {
        return switch (this) {
            case JSON -> new InvocationParser(limits).table(file);
            case CSV -> new CsvReader(file, limits).read(new Schema.Absent());
            case PARQUET -> new ParquetReader(file, limits).read();
            case ARROW -> ArrowReader.ofFile(file, limits).read();
        };
    }
}
