package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.ScoringLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads most of the requests that are large, straight from their bytes: a `dataframe_split` and nothing else, of
/// numbers only, in rows of one length. Gives up at the first thing that is otherwise, or wrong, or too much: then
/// [SplitReader] reads what it is or says what is wrong. Where both read a request they read the same. Used once.
final class PlainFrame {
    private static final String ROOT = "dataframe_split";
    /// The objects and arrays around a number.
    private static final int DEPTH = 4;

    private final JsonScanner json;
    private final ScoringLimits limits;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private @Nullable List<String> names;
    private int rows;
    private @Nullable ColumnBuilder index;

    PlainFrame(byte[] body, ScoringLimits limits) {
        this.json = new JsonScanner(body);
        this.limits = limits;
    }

    /// The frame, or nothing where the request is not plain.
    Optional<Frame> read() {
        // the other way holds the texts of numbers to the limit of texts, too
        boolean plain = limits.maxDepth() >= DEPTH
                && limits.maxText() >= InvocationParser.MAX_DIGITS
                && json.take('{')
                && ROOT.equals(field())
                && json.take(':')
                && json.take('{')
                && readFields()
                && json.take('}')
                && json.take('}')
                && json.atEnd();
        return plain ? frame() : Optional.empty();
    }

    private @Nullable String field() {
        return json.text(ROOT.length());
    }

    private boolean readFields() {
        do {
            boolean plain = switch (field()) {
                case "columns" -> names == null && readNames();
                case "index" -> index == null && readIndex();
                case "data" -> rows == 0 && readRows();
                case null, default -> false;
            };
            if (!plain) {
                return false;
            }
        } while (json.take(','));
        return rows > 0;
    }

    private boolean readNames() {
        List<String> read = new ArrayList<>();
        if (!json.take(':') || !json.take('[')) {
            return false;
        }
        do {
            String name = json.text(limits.maxText());
            if (name == null || read.size() == limits.maxColumns()) {
                return false;
            }
            read.add(name);
        } while (json.take(','));
        names = read;
        return json.take(']');
    }

    private boolean readIndex() {
        ColumnBuilder read = new ColumnBuilder();
        if (!json.take(':') || !json.take('[')) {
            return false;
        }
        do {
            if (read.size() == limits.maxRows() || !json.number(read)) {
                return false;
            }
        } while (json.take(','));
        index = read;
        return json.take(']');
    }

    private boolean readRows() {
        if (!json.take(':') || !json.take('[')) {
            return false;
        }
        do {
            if (!readRow() || ++rows > limits.maxRows() || (long) rows * columns.size() > limits.maxValues()) {
                return false;
            }
        } while (json.take(','));
        return json.take(']');
    }

    private boolean readRow() {
        if (!json.take('[')) {
            return false;
        }
        int width = 0;
        do {
            if (width == columns.size()) {
                if (rows > 0 || width == limits.maxColumns()) {
                    return false;
                }
                columns.add(new ColumnBuilder());
            }
            if (!json.number(columns.get(width++))) {
                return false;
            }
        } while (json.take(','));
        return width == columns.size() && json.take(']');
    }

    private Optional<Frame> frame() {
        List<String> called = names == null
                ? IntStream.range(0, columns.size()).mapToObj(String::valueOf).toList()
                : names;
        SequencedMap<String, Column> built = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(called.size(), columns.size()); i++) {
            built.put(called.get(i), columns.get(i).build());
        }
        boolean fits = called.size() == columns.size()
                && built.size() == columns.size()
                && (index == null || index.size() == rows);
        return fits ? Optional.of(new Frame(built, rows)) : Optional.empty();
    }
}
