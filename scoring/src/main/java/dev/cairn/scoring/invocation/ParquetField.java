package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.parquet.ThriftStruct;

/// A column of a Parquet file.
///
/// @param physical   the number of the type in which it is stored
/// @param type       what its values are
/// @param isOptional whether values may be missing
record ParquetField(String name, int physical, ArrowType type, boolean isOptional) {
    private static final int LONGEST_NAME = 1_000;
    private static final int REPEATED = 2;
    private static final int HALF = 2;

    static ParquetField of(ThriftStruct element) {
        String name = element.text(4, LONGEST_NAME);
        if (element.number(5, 0) > 0 || element.number(3, 0) == REPEATED) {
            throw refused(name, "has lists or other columns in it");
        }
        int physical = element.count(1);
        return new ParquetField(name, physical, type(element, physical, name), element.number(3, 0) == 1);
    }

    /// By the type it is stored in, and by what that means.
    private static ArrowType type(ThriftStruct element, int physical, String name) {
        Meaning meaning = Meaning.of(element, name);
        return switch (physical) {
            case 0 -> meaning == Meaning.NONE ? ArrowType.BOOL : unknown(name);
            case 1 ->
                switch (meaning) {
                    case NONE, SIGNED -> ArrowType.INT32;
                    case UNSIGNED -> ArrowType.UINT32;
                    case DATE -> ArrowType.DAYS;
                    case TEXT, MILLIS, MICROS, NANOS, HALF, OTHER -> unknown(name);
                };
            case 2 ->
                switch (meaning) {
                    case NONE, SIGNED -> ArrowType.INT64;
                    case UNSIGNED -> ArrowType.UINT64;
                    case MILLIS -> ArrowType.MILLIS;
                    case MICROS -> ArrowType.MICROS;
                    case NANOS -> ArrowType.NANOS;
                    case TEXT, DATE, HALF, OTHER -> unknown(name);
                };
            case 3 -> throw refused(name, "has times of the old type INT96");
            case 4 -> meaning == Meaning.NONE ? ArrowType.FLOAT32 : unknown(name);
            case 5 -> meaning == Meaning.NONE ? ArrowType.FLOAT64 : unknown(name);
            case 6 -> meaning == Meaning.TEXT ? ArrowType.TEXT : unknown(name);
            case 7 -> meaning == Meaning.HALF && element.number(2, 0) == HALF ? ArrowType.FLOAT16 : unknown(name);
            default -> unknown(name);
        };
    }

    /// What stored values mean, in the words of today or in those of before.
    private enum Meaning {
        NONE,
        TEXT,
        SIGNED,
        UNSIGNED,
        DATE,
        MILLIS,
        MICROS,
        NANOS,
        HALF,
        OTHER;

        static Meaning of(ThriftStruct element, String name) {
            return element.has(10) ? logical(element.struct(10), name) : converted(element.number(6, -1), name);
        }

        private static Meaning logical(ThriftStruct type, String name) {
            if (type.has(1) || type.has(4) || type.has(12)) {
                return TEXT;
            } else if (type.has(5)) {
                throw refused(name, "has decimals");
            } else if (type.has(6)) {
                return DATE;
            } else if (type.has(8)) {
                return time(type.struct(8), name);
            } else if (type.has(10)) {
                return type.struct(10).truth(2, true) ? SIGNED : UNSIGNED;
            } else if (type.has(11)) {
                return NONE; // all values are missing
            }
            return type.has(15) ? HALF : OTHER;
        }

        private static Meaning time(ThriftStruct time, String name) {
            if (time.truth(1, false)) {
                throw InvalidInput.form(
                        "The column '%s' has times with a zone, which models do not take.".formatted(name));
            }
            ThriftStruct unit = time.struct(2);
            if (unit.has(1)) {
                return MILLIS;
            }
            return unit.has(2) ? MICROS : NANOS;
        }

        private static Meaning converted(long type, String name) {
            return switch ((int) type) {
                case -1 -> NONE;
                case 0, 4, 19 -> TEXT;
                case 5 -> throw refused(name, "has decimals");
                case 6 -> DATE;
                case 9 -> MILLIS;
                case 10 -> MICROS;
                case 11, 12, 13, 14 -> UNSIGNED;
                case 15, 16, 17, 18 -> SIGNED;
                default -> OTHER;
            };
        }
    }

    private static ArrowType unknown(String name) {
        throw refused(name, "is of a type that is not read here");
    }

    private static InvalidInput refused(String name, String why) {
        return InvalidInput.form(
                "The column '%s' of the Parquet file %s; send it as plain numbers, texts or times, or as JSON."
                        .formatted(name, why));
    }
}
