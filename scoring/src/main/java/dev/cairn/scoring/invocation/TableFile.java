package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Frame;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.ScoringLimits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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

    /// What columns without names are called, here and by pandas.
    private static final Pattern PLACE = Pattern.compile("\\d+");

    /// What a file has.
    ///
    /// @param isNamed whether each column has a name that somebody gave it; not where one is called
    ///                by its place (0, 1, 2 …), or was given a name because it had none of its own
    public record Table(Frame frame, boolean isNamed) {
        public Table {
            isNamed = isNamed
                    && frame.columns().keySet().stream()
                            .noneMatch(name -> PLACE.matcher(name).matches());
        }
    }

    private List<String> ownEndings() {
        return switch (this) {
            case JSON -> List.of(".json");
            case CSV -> List.of(".csv");
            case PARQUET -> List.of(".parquet");
            case ARROW -> List.of(".arrow", ".arrows", ".feather");
        };
    }

    /// Whether a body of this type is a file, which a table may be packed in.
    public static boolean isContentType(String contentType) {
        return contentType.contains(MediaType.PARQUET) || contentType.contains(MediaType.ARROW);
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
    public Table read(byte[] file, ScoringLimits limits) {
        return switch (this) {
            case JSON -> new InvocationParser(limits).table(file);
            case CSV -> csv(new CsvReader(file, limits));
            case PARQUET -> new Table(new ParquetReader(file, limits).read(), true);
            case ARROW -> new Table(ArrowReader.ofFile(file, limits).read(), true);
        };
    }

    private static Table csv(CsvReader reader) {
        Frame frame = reader.read(new Schema.Absent());
        return new Table(frame, reader.isNamed());
    }
}
