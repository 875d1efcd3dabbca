package dev.cairn.scoring.invocation;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// What counts as the same when answers are held against those of the stock scoring server.
final class StockDifferences {
    private static final String INVALID = "Invalid input. ";
    private static final List<String> ITS_OWN_WORDS =
            List.of(INVALID + "Dataframe ", INVALID + "The ", INVALID + "Failed to parse", INVALID + "Ensure");

    private StockDifferences() {}

    /// Whether two messages say the same. What pandas and NumPy say of a value is theirs: that there was one is enough.
    static boolean sameMessage(String ours, String stock) {
        boolean conversion = ours.startsWith(INVALID)
                && stock.startsWith(INVALID)
                && ITS_OWN_WORDS.stream().noneMatch(stock::startsWith);
        boolean csv = stock.startsWith("Failed to parse input as a Pandas DataFrame");
        return conversion || csv || withoutForeignWords(ours).equals(withoutForeignWords(stock));
    }

    private static String withoutForeignWords(String message) {
        return message
                // a set, which Python prints in any order
                .replaceAll("\\{'(dataframe_|inputs|instances|data'|columns')[^}]*}", "NAMES")
                .replaceAll("(?s) ?IMPORTANT: .*", "")
                .replaceAll("(?s)(valid JSON formatted string|'split' format)\\. Error: .*", "$1")
                .replaceAll("(?s)Invalid parameters found: .*\\), \\(.*", "Invalid parameters found")
                .replaceAll("(timezone-naive datetime objects\\. Error:).*", "$1");
    }

    /// Whether two values are the same: in a column of texts stock leaves a number what it is.
    static boolean sameValue(JsonNode ours, JsonNode stock) {
        if (stock.isObject() && stock.has("time")) {
            return sameTime(
                    ours.isObject() ? ours.path("time").asString("") : ours.asString(""),
                    stock.path("time").asString());
        } else if (ours.isArray() && stock.isArray()) {
            return ours.size() == stock.size()
                    && IntStream.range(0, ours.size()).allMatch(i -> sameValue(ours.path(i), stock.path(i)));
        } else if (ours.isObject() && stock.isObject()) {
            return ours.size() == stock.size()
                    && ours.properties().stream()
                            .allMatch(entry -> stock.has(entry.getKey())
                                    && sameValue(entry.getValue(), stock.path(entry.getKey())));
        } else if (ours.isFloatingPointNumber() && stock.isFloatingPointNumber()) {
            return Double.compare(ours.asDouble(), stock.asDouble()) == 0;
        } else if (ours.isIntegralNumber() && stock.isIntegralNumber()) {
            return ours.asBigInteger().equals(stock.asBigInteger());
        } else if (ours.isString() && (stock.isNumber() || stock.isBoolean())) {
            return stock.isFloatingPointNumber()
                    ? Double.parseDouble(ours.asString()) == stock.asDouble()
                    : ours.asString().equalsIgnoreCase(stock.asString());
        }
        return ours.equals(stock);
    }

    private static boolean sameTime(String ours, String stock) {
        String time = stock.contains("T") ? stock : stock + "T00:00";
        return !ours.isEmpty()
                && LocalDateTime.parse(ours.contains("T") ? ours : ours + "T00:00")
                        .equals(LocalDateTime.parse(time));
    }
}
