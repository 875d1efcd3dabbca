package dev.cairn.scoring.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an unquoted scalar means to PyYAML, which follows YAML 1.1: `yes` is true, `010` is eight, `1e3` is text.
final class PlainScalar {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern TRUE = Pattern.compile("yes|Yes|YES|true|True|TRUE|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("no|No|NO|false|False|FALSE|off|Off|OFF");
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d"
                    + "|\\d{4}-\\d\\d?-\\d\\d?(?:[Tt]|[ \\t]+)\\d\\d?:\\d\\d:\\d\\d(?:\\.\\d*)?(?:[ \\t]*(?:Z|[-+]\\d\\d?(?::\\d\\d)?))?");
    private static final int MAX_DIGITS = 400;

    private PlainScalar() {}

    /// The value; a time stays text.
    static JsonNode value(String text) {
        if (NULLS.contains(text)) {
            return NODES.nullNode();
        } else if (TRUE.matcher(text).matches()) {
            return NODES.booleanNode(true);
        } else if (FALSE.matcher(text).matches()) {
            return NODES.booleanNode(false);
        } else if (text.length() > MAX_DIGITS || !startsLikeANumber(text)) {
            return NODES.stringNode(text);
        } else if (INTEGER.matcher(text).matches()) {
            return integer(text.replace("_", ""));
        } else if (FLOAT.matcher(text).matches()) {
            return NODES.numberNode(decimal(text.replace("_", "").toLowerCase(Locale.ROOT)));
        }
        return NODES.stringNode(text);
    }

    /// Whether the text may stand without quotes and still be read as text, by YAML 1.1 and by 1.2.
    static boolean isText(String text) {
        return value(text).isString()
                && !TIME.matcher(text).matches()
                && !text.equals("<<")
                && !text.equals("=")
                && !(startsLikeANumber(text) && isNewerNumber(text));
    }

    private static boolean isNewerNumber(String text) {
        if (text.length() > 2 && text.startsWith("0o")) {
            return true;
        }
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean startsLikeANumber(String text) {
        return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
    }

    private static JsonNode integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = number(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = number(digits.substring(2), 16);
        } else if (digits.indexOf(':') > 0) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            value = number(digits, digits.startsWith("0") ? 8 : 10);
        }
        value = negative ? value.negate() : value;
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private static BigInteger number(String digits, int radix) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix);
    }

    private static double decimal(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        double value;
        if (digits.equals(".inf")) {
            value = Double.POSITIVE_INFINITY;
        } else if (digits.equals(".nan")) {
            value = Double.NaN;
        } else {
            value = 0;
            for (String part : digits.split(":", -1)) {
                value = value * 60 + Double.parseDouble(part);
            }
        }
        return text.startsWith("-") ? -value : value;
    }
}
