package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/// What a tar says of its next file apart from its header.
record Extended(Optional<String> path, Optional<Long> size) {
    static final Extended NONE = new Extended(Optional.empty(), Optional.empty());

    /// Reads more of it: records as POSIX has them (`x`), or a long name as GNU's tar writes it (`L`).
    Extended and(char type, String text) {
        if (type == 'L') {
            return new Extended(Optional.of(text.replaceFirst("\0.*$", "")), size);
        }
        Extended all = this;
        byte[] bytes = text.getBytes(UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            while (space < bytes.length && bytes[space] != ' ') {
                space++;
            }
            long length = number(new String(bytes, at, space - at, UTF_8));
            int said = space + 1 - at; // the length itself, and a space
            if (length < said + 1 || length > bytes.length - at) { // at least the end of its line
                throw new BadImageException("It has a header that cannot be read.");
            }
            all = all.with(new String(bytes, space + 1, (int) length - said - 1, UTF_8));
            at += (int) length;
        }
        return all;
    }

    private Extended with(String record) {
        if (record.startsWith("path=")) {
            return new Extended(Optional.of(record.substring("path=".length())), size);
        }
        if (record.startsWith("size=")) {
            return new Extended(path, Optional.of(number(record.substring("size=".length()))));
        }
        return this;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException other) {
            throw new BadImageException("It has a header that cannot be read.", other);
        }
    }
}
