package dev.cairn.artifacts;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One range of bytes, as `Range: bytes=…` asks for it (RFC 9110, section 14).
///
/// @param first the first byte, or -1 for a range that counts from the end
/// @param last  the last byte, included; `Long.MAX_VALUE` for an open range; the length for one from the end
public record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// All of a file of this size, which has at least one byte.
    public static ByteRange all(long size) {
        return new ByteRange(0, size - 1);
    }

    /// How many bytes it is, of a range within a file.
    public long length() {
        return last - first + 1;
    }

    /// Empty for what is not one plain range; the whole file is a right answer then.
    static Optional<ByteRange> parse(String header) {
        Matcher range = SINGLE.matcher(header.replace(" ", ""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            return Optional.of(new ByteRange(-1, Long.parseLong(range.group(2))));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }

    /// The bytes that a file of this size has of the range, empty if none.
    Optional<ByteRange> within(long size) {
        long from = first < 0 ? Math.max(0, size - last) : first;
        long to = first < 0 ? size - 1 : Math.min(last, size - 1);
        return from > to ? Optional.empty() : Optional.of(new ByteRange(from, to));
    }
}
