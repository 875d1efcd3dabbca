package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.DataType;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.text.PythonNumbers;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a table in CSV with names in its first line, as pandas does: empty cells and `NA` are missing, a column is of
/// the narrowest type that all of its cells fit, and text where the signature says so. Used once.
final class CsvReader {
    /// What pandas takes for a missing value.
    private static final Set<String> MISSING = Set.of(
            "",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "-NaN",
            "-nan",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
            "NULL",
            "NaN",
            "None",
            "n/a",
            "nan",
            "null");
    /// What may be a whole number of 64 bits.
    private static final Pattern WHOLE = Pattern.compile("\\s*[-+]?0*\\d{1,19}\\s*");

    /// So many are one in any case.
    private static final int SURE_DIGITS = 18;

    private final String text;
    private final RequestBudget budget;
    private final ScoringLimits limits;
    private int at;
    private boolean named = true;

    CsvReader(byte[] body, ScoringLimits limits) {
        this.limits = limits;
        this.budget = new RequestBudget(limits);
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            this.text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException _) {
            throw InvalidInput.malformed("Ensure that input is a valid UTF-8 encoded string.");
        }
    }

    Frame read(Schema schema) {
        List<String> names = names();
        List<List<@Nullable String>> cells = new ArrayList<>();
        names.forEach(_ -> cells.add(new ArrayList<>()));
        int rows = 0;
        for (List<String> line = line(); line != null; line = line()) {
            if (line.size() > names.size()) {
                throw failed("Expected %d fields in line %d, saw %d".formatted(names.size(), rows + 2, line.size()));
            }
            budget.rows(++rows);
            budget.values(names.size());
            for (int i = 0; i < names.size(); i++) {
                String cell = i < line.size() ? line.get(i) : "";
                cells.get(i).add(MISSING.contains(cell) ? null : cell);
            }
        }
        Set<String> texts = texts(schema);
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            List<@Nullable String> column = cells.get(i);
            columns.put(names.get(i), texts.contains(names.get(i)) ? new Column.Texts(column) : typed(column));
        }
        return new Frame(columns, rows);
    }

    /// Whether every column has a name of its own in the first line; to be asked after reading.
    boolean isNamed() {
        return named;
    }

    private List<String> names() {
        List<String> line = line();
        if (line == null) {
            throw failed("No columns to parse from file");
        }
        budget.columns(line.size());
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>(); // the last one behind each name, so that none is tried twice
        for (String name : line) {
            String unique = name.isEmpty() ? "Unnamed: " + names.size() : name;
            while (!taken.add(unique)) {
                unique = name + "." + numbers.merge(name, 1, Integer::sum);
            }
            named &= unique.equals(name);
            names.add(unique);
        }
        return names;
    }

    private static Set<String> texts(Schema schema) {
        Set<String> names = new HashSet<>();
        if (schema instanceof Schema.Columns columns) {
            for (ColumnSpec spec : columns.columns()) {
                if (spec.name() != null && (spec.type() == DataType.STRING || spec.type() == DataType.BINARY)) {
                    names.add(spec.name());
                }
            }
        }
        return names;
    }

    private static Column typed(List<@Nullable String> cells) {
        ColumnBuilder column = new ColumnBuilder();
        boolean truths =
                !cells.isEmpty() && cells.stream().allMatch(cell -> "True".equals(cell) || "False".equals(cell));
        boolean numbers = truths || cells.stream().allMatch(cell -> cell == null || isNumber(cell));
        for (String cell : cells) {
            if (cell == null) {
                column.addMissing();
            } else if (truths) {
                column.addObject("True".equals(cell));
            } else if (!numbers) {
                column.addObject(cell);
            } else if (isLong(cell)) {
                column.add(Long.parseLong(cell.strip()));
            } else {
                column.add(PythonNumbers.parseFloat(cell));
            }
        }
        return column.build();
    }

    private static boolean isLong(String cell) {
        return WHOLE.matcher(cell).matches()
                && (cell.length() <= SURE_DIGITS || new BigInteger(cell.strip()).bitLength() < Long.SIZE);
    }

    private static boolean isNumber(String cell) {
        try {
            PythonNumbers.parseFloat(cell);
            return cell.indexOf('_') < 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /// The cells of the next line that is not empty, null at the end.
    private @Nullable List<String> line() {
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
            at++;
        }
        if (at == text.length()) {
            return null;
        }
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
            budget.columns(cells.size());
        } while (at < text.length() && text.charAt(at++) == ',');
        return cells;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return checked(text.substring(from, at));
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character != '"') {
                cell.append(character);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append(character);
                at++;
            } else {
                at++;
                // what stands behind the closing quote belongs to the cell
                int from = at;
                while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                return checked(cell.append(text, from, at).toString());
            }
        }
        throw failed("Error tokenizing data. C error: EOF inside string");
    }

    private String checked(String cell) {
        if (cell.length() > limits.maxText()) {
            throw failed("A cell has more than %d letters".formatted(limits.maxText()));
        }
        return cell;
    }

    private static InvalidInput failed(String error) {
        return InvalidInput.form(
                "Failed to parse input as a Pandas DataFrame. Ensure that the input is a valid CSV-formatted"
                        + " Pandas DataFrame produced using the `pandas.DataFrame.to_csv()` method. Error: '%s'"
                                .formatted(error));
    }
}
