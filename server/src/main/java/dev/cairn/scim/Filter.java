package dev.cairn.scim;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A condition on a resource, or on an element of one of its lists (RFC 7644, 3.4.2.2).
sealed interface Filter {
    boolean matches(JsonNode resource);

    /// The text that an attribute must have for this to hold, if there is just one.
    default Optional<String> required(String attribute) {
        return Optional.empty();
    }

    /// Several conditions.
    ///
    /// @param all whether all of them must hold, not one
    record Joined(boolean all, List<Filter> parts) implements Filter {
        @Override
        public boolean matches(JsonNode resource) {
            return all
                    ? parts.stream().allMatch(part -> part.matches(resource))
                    : parts.stream().anyMatch(part -> part.matches(resource));
        }

        @Override
        public Optional<String> required(String attribute) {
            return all
                    ? parts.stream()
                            .flatMap(part -> part.required(attribute).stream())
                            .findFirst()
                    : Optional.empty();
        }
    }

    record Not(Filter negated) implements Filter {
        @Override
        public boolean matches(JsonNode resource) {
            return !negated.matches(resource);
        }
    }

    /// That an element of a list fulfils a condition of its own.
    record Has(List<String> names, Filter element) implements Filter {
        @Override
        public boolean matches(JsonNode resource) {
            return Attributes.values(resource, names).anyMatch(element::matches);
        }
    }

    /// Texts are compared whatever the case of their letters.
    ///
    /// @param value null for `pr`, which asks whether there is anything
    record Compare(
            List<String> names, Operator operator, @Nullable JsonNode value) implements Filter {
        @Override
        public boolean matches(JsonNode resource) {
            if (operator == Operator.NE) {
                return !new Compare(names, Operator.EQ, value).matches(resource);
            }
            if (value != null && value.isNull()) {
                return Attributes.values(resource, names).findAny().isEmpty();
            }
            return Attributes.values(resource, names)
                    .map(Attributes::simple)
                    .anyMatch(one -> value == null
                            ? !one.isObject() || !one.isEmpty()
                            : operator.holds(text(one), text(value), order(one, value)));
        }

        @Override
        public Optional<String> required(String attribute) {
            boolean isIt = operator == Operator.EQ
                    && names.size() == 1
                    && names.getFirst().equalsIgnoreCase(attribute);
            return isIt && value != null ? Optional.of(value.asString()) : Optional.empty();
        }

        private static String text(JsonNode value) {
            return value.isContainer() ? "" : value.asString().toLowerCase(Locale.ROOT);
        }

        private static int order(JsonNode one, JsonNode other) {
            return one.isNumber() && other.isNumber()
                    ? Double.compare(one.doubleValue(), other.doubleValue())
                    : text(one).compareTo(text(other));
        }
    }

    /// How two values are compared.
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        PR,
        GT,
        GE,
        LT,
        LE;

        private boolean holds(String one, String other, int order) {
            return switch (this) {
                case EQ -> one.equals(other);
                case NE -> !one.equals(other);
                case CO -> one.contains(other);
                case SW -> one.startsWith(other);
                case EW -> one.endsWith(other);
                case PR -> true;
                case GT -> order > 0;
                case GE -> order >= 0;
                case LT -> order < 0;
                case LE -> order <= 0;
            };
        }
    }
}
