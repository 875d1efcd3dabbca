package dev.cairn.models;

import dev.cairn.http.Json;
import dev.cairn.scoring.invocation.Answer;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Two answers to one request, value by value.
final class AnswerComparison {
    /// By which part of a number the two may differ: single precision, summed in another order.
    private static final double TOLERANCE = 1e-5;

    private double largest;
    private String first = "";

    private AnswerComparison() {}

    static AnswerComparison of(Answer one, Answer other) {
        AnswerComparison comparison = new AnswerComparison();
        JsonNode here = predictions(one);
        JsonNode there = predictions(other);
        if (here.isMissingNode() || there.isMissingNode()) {
            comparison.first =
                    "the answer %s has no predictions.".formatted(here.isMissingNode() ? "here" : "of Python");
        } else {
            comparison.compare("predictions", here, there);
        }
        return comparison;
    }

    private static JsonNode predictions(Answer answer) {
        return Json.readTree(answer.body()).path("predictions");
    }

    boolean isSame() {
        return first.isEmpty();
    }

    /// By how much numbers differ at most, as a sentence; empty if none does.
    String largestDifference() {
        return largest == 0
                ? ""
                : String.format(Locale.ROOT, "The largest relative difference of numbers is %.1g.", largest);
    }

    /// Where the first difference is and what it is, empty for none.
    String firstDifference() {
        return first;
    }

    private void compare(String at, JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            double difference = difference(one.asDouble(), other.asDouble());
            largest = Math.max(largest, difference);
            if (difference > TOLERANCE) {
                differ(at, one, other);
            }
        } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
            Iterator<JsonNode> others = other.iterator();
            int i = 0;
            for (JsonNode value : one) {
                compare("%s[%d]".formatted(at, i++), value, others.next());
            }
        } else if (one.isObject() && other.isObject() && names(one).equals(names(other))) {
            one.properties()
                    .forEach(field -> compare(at + "." + field.getKey(), field.getValue(), other.path(field.getKey())));
        } else if (!Objects.equals(one, other)) {
            differ(at, one, other);
        }
    }

    /// As a part of the larger one; absolute below 1.
    private static double difference(double one, double other) {
        double distance = Math.abs(one - other);
        return distance == 0 ? 0 : distance / Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }

    private static Set<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.properties().forEach(field -> names.add(field.getKey()));
        return names;
    }

    private void differ(String at, JsonNode one, JsonNode other) {
        if (first.isEmpty()) {
            first = "%s is %s here and %s in Python.".formatted(at, brief(one), brief(other));
        }
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
