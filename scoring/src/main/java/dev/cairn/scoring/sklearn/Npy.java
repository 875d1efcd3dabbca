package dev.cairn.scoring.sklearn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An array as `numpy.save` writes it, of any type but objects (which would be pickles).
final class Npy {
    /// The longest dimension beside one of 0: what has no values could else ask for any number of rows.
    private static final int MAX_BESIDE_NOTHING = 10_000;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': ('[^']*'|\\[[^]]*]), 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\), } *\n?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern FIELD = Pattern.compile("\\('([^']*)', '([^']*)'\\)(?:, |$)");

    private final Heap heap;
    private final ByteBuffer data;
    private final List<Field> fields;
    private final List<Integer> shape;
    private final boolean columnMajor;
    private final int itemSize;
    private final int count;

    private Npy(Heap heap, ByteBuffer data, List<Field> fields, List<Integer> shape, boolean columnMajor) {
        this.heap = heap;
        this.data = data;
        this.fields = fields;
        this.shape = List.copyOf(shape);
        this.columnMajor = columnMajor && shape.size() > 1;
        this.itemSize = fields.stream().mapToInt(each -> each.type().size()).sum();
        long values = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (itemSize < 1) {
            throw new SkopsFormatException("has an array of values of no bytes");
        } else if (values == 0 && shape.stream().anyMatch(each -> each > MAX_BESIDE_NOTHING)) {
            throw new SkopsFormatException(
                    "has an array of no values with a dimension of more than %d".formatted(MAX_BESIDE_NOTHING));
        } else if (Math.multiplyExact(values, itemSize) != data.remaining()) {
            throw new SkopsFormatException(
                    "has an array of %d values of %d bytes in %d bytes".formatted(values, itemSize, data.remaining()));
        } else if (this.columnMajor && shape.size() > 2) {
            throw new SkopsFormatException("has an array of three dimensions in Fortran's order");
        }
        this.count = Math.toIntExact(values);
    }

    /// @param heap what its values are taken from as they are wanted
    static Npy read(byte[] file, Heap heap) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            for (byte each : MAGIC) {
                if (bytes.get() != each) {
                    throw new SkopsFormatException("has an array that is not one of NumPy");
                }
            }
            int version = bytes.getShort() & 0xff;
            int length = version == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
            String header = new String(file, bytes.position(), length, StandardCharsets.UTF_8);
            bytes.position(bytes.position() + length);
            Matcher parts = HEADER.matcher(header);
            if (!parts.matches()) {
                throw new SkopsFormatException("has an array with another header than NumPy's");
            }
            return new Npy(
                    heap,
                    bytes.slice().order(ByteOrder.LITTLE_ENDIAN),
                    fields(parts.group(1)),
                    shape(parts.group(3)),
                    parts.group(2).equals("True"));
        } catch (RuntimeException broken) {
            if (broken instanceof SkopsFormatException same) {
                throw same;
            }
            throw new SkopsFormatException("has an array that cannot be read", broken);
        }
    }

    private static List<Field> fields(String description) {
        if (description.startsWith("'")) {
            return List.of(new Field("", 0, Type.of(description.substring(1, description.length() - 1))));
        }
        List<Field> fields = new ArrayList<>();
        String list = description.substring(1, description.length() - 1);
        Matcher each = FIELD.matcher(list);
        int offset = 0;
        int end = 0;
        while (each.find() && each.start() == end) {
            end = each.end();
            Field field = new Field(each.group(1), offset, Type.of(each.group(2)));
            offset = Math.addExact(offset, field.type().size());
            fields.add(field);
        }
        if (end != list.length()) {
            throw new SkopsFormatException("has an array of fields that are arrays");
        }
        return fields;
    }

    private static List<Integer> shape(String text) {
        List<Integer> shape = new ArrayList<>();
        Matcher each = NUMBER.matcher(text);
        while (each.find()) {
            shape.add(Integer.parseInt(each.group()));
        }
        return shape;
    }

    List<Integer> shape() {
        return shape;
    }

    /// The values as numbers, all dimensions but the first side by side; a single row where there is one dimension.
    Numbers numbers() {
        return numbers(plain());
    }

    /// The values of a field as numbers.
    Numbers numbers(String name) {
        return numbers(fields.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SkopsFormatException("has an array without the field '%s'".formatted(name))));
    }

    boolean hasField(String name) {
        return fields.stream().anyMatch(each -> each.name().equals(name));
    }

    /// The values as `Long`, `Double`, `Boolean` or `String`.
    List<Object> scalars() {
        Field field = plain();
        heap.take(count, Heap.OBJECT + field.type().size());
        List<Object> scalars = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            scalars.add(field.type().scalar(data, place(i)));
        }
        return scalars;
    }

    private Field plain() {
        if (fields.size() != 1 || !fields.getFirst().name().isEmpty()) {
            throw new SkopsFormatException("has an array of records where one of values belongs");
        }
        return fields.getFirst();
    }

    private Numbers numbers(Field field) {
        int rows = shape.size() < 2 ? 1 : shape.getFirst();
        heap.take(Math.max(count, rows), Heap.NUMBER);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = field.type().number(data, place(i) + field.offset());
        }
        return new Numbers(values, rows, rows == 0 ? 0 : count / rows);
    }

    /// Where the value is that is the `i`th in row-major order.
    private int place(int i) {
        if (!columnMajor) {
            return i * itemSize;
        }
        int width = shape.getLast();
        return (i % width * shape.getFirst() + i / width) * itemSize;
    }

    private record Field(String name, int offset, Type type) {}

    /// A type of NumPy, such as `<f8`.
    private record Type(char kind, int size, boolean bigEndian) {
        private static final int UCS4 = 4;
        private static final int MAX_SIZE = 1 << 20;

        static Type of(String code) {
            if (!code.matches("[<>|=][fiubUV]\\d{1,6}")) {
                throw new SkopsFormatException("has an array of the type '%s', which is not read".formatted(code));
            }
            char kind = code.charAt(1);
            int size = Integer.parseInt(code.substring(2)) * (kind == 'U' ? UCS4 : 1);
            if (size < 1
                    || size > MAX_SIZE
                    || (kind != 'U' && kind != 'V' && Integer.bitCount(size) != 1)
                    || (kind == 'f' && size < 4)) {
                throw new SkopsFormatException("has an array of the type '%s', which is not read".formatted(code));
            }
            return new Type(kind, size, code.charAt(0) == '>');
        }

        double number(ByteBuffer data, int at) {
            return switch (kind) {
                case 'f' ->
                    size == Float.BYTES
                            ? Float.intBitsToFloat((int) bits(data, at))
                            : Double.longBitsToDouble(bits(data, at));
                case 'i', 'b' -> bits(data, at);
                case 'u' ->
                    size == Long.BYTES ? unsigned(bits(data, at)) : bits(data, at) & ((1L << (size * Byte.SIZE)) - 1);
                default -> throw new SkopsFormatException("has an array of texts where one of numbers belongs");
            };
        }

        private static double unsigned(long bits) {
            return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
        }

        private static long unsignedLong(long bits) {
            if (bits < 0) {
                throw new OnlyPythonException("has a whole number of 64 bits without a sign");
            }
            return bits;
        }

        Object scalar(ByteBuffer data, int at) {
            return switch (kind) {
                case 'b' -> data.get(at) != 0;
                case 'i' -> bits(data, at);
                case 'u' -> size == Long.BYTES ? unsignedLong(bits(data, at)) : (long) number(data, at);
                case 'U' -> text(data, at);
                default -> number(data, at);
            };
        }

        private String text(ByteBuffer data, int at) {
            StringBuilder text = new StringBuilder();
            for (int i = at; i < at + size; i += UCS4) {
                int character = bigEndian ? Integer.reverseBytes(data.getInt(i)) : data.getInt(i);
                if (!Character.isValidCodePoint(character)) {
                    throw new SkopsFormatException("has an array of texts that are none");
                }
                text.appendCodePoint(character);
            }
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == 0) {
                end--;
            }
            return text.substring(0, end);
        }

        /// The bits of a number, with its sign carried on.
        private long bits(ByteBuffer data, int at) {
            return switch (size) {
                case Byte.BYTES -> data.get(at);
                case Short.BYTES -> bigEndian ? Short.reverseBytes(data.getShort(at)) : data.getShort(at);
                case Integer.BYTES -> bigEndian ? Integer.reverseBytes(data.getInt(at)) : data.getInt(at);
                case Long.BYTES -> bigEndian ? Long.reverseBytes(data.getLong(at)) : data.getLong(at);
                default ->
                    throw new SkopsFormatException("has numbers of %d bytes, which are not read".formatted(size));
            };
        }
    }
}
