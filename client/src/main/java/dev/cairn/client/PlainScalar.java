package dev.cairn.client;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/// What an unquoted scalar means to PyYAML, which follows YAML 1.1: `yes` is true, `010` is eight, `1e3` is text. Times
/// stay texts.
final class PlainScalar implements Schema {
    private static final Tag SPECIAL = new Tag("!plain");
    private static final int MAX_DIGITS = 400;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(?:0b[01_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    @Override
    public ScalarResolver getScalarResolver() {
        return (text, isPlain) -> isPlain && !(value(text) instanceof String) ? SPECIAL : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
        return Map.of(SPECIAL, node -> value(((ScalarNode) node).getValue()), Tag.NULL, node -> null);
    }

    static @Nullable Object value(String text) {
        if (NULLS.contains(text)) {
            return null;
        } else if (TRUE.matcher(text).matches()) {
            return true;
        } else if (FALSE.matcher(text).matches()) {
            return false;
        } else if (text.length() > MAX_DIGITS) {
            return text;
        } else if (INTEGER.matcher(text).matches()) {
            return integer(text.replace("_", ""));
        } else if (FLOAT.matcher(text).matches()) {
            return decimal(text.replace("_", "").toLowerCase(Locale.ROOT));
        }
        return text;
    }

    private static Number integer(String text) {
        boolean isNegative = text.startsWith("-");
        String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value = BigInteger.ZERO;
        if (digits.startsWith("0b")) {
            value = number(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = number(digits.substring(2), 16);
        } else if (digits.indexOf(':') > 0) {
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            value = number(digits, digits.startsWith("0") ? 8 : 10);
        }
        value = isNegative ? value.negate() : value;
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static BigInteger number(String digits, int radix) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
    }

    private static double decimal(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        double value = 0;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.equals(".nan")) {
            value = Double.NaN;
        } else {
            for (String part : digits.split(":", -1)) {
                value = value * 60 + Double.parseDouble(part);
            }
        }
        return text.startsWith("-") ? -value : value;
    }
}
