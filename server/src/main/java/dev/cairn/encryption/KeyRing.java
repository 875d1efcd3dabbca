package dev.cairn.encryption;

import dev.cairn.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keys that wrap data keys: the first one wraps, the others are there to unwrap what they wrapped.
record KeyRing(List<Key> keys) {
    private static final String HOW =
            "each key is 32 bytes in base64 or hexadecimal digits, as `openssl rand -base64 32` makes one";

    KeyRing {
        keys = List.copyOf(keys);
    }

    /// A ring of one new key.
    static KeyRing fresh() {
        return new KeyRing(List.of(Key.fresh()));
    }

    /// Keys in text, between line ends or commas; lines that begin with # are not read.
    ///
    /// @param place where they stand, for the sentence that refuses
    static KeyRing parse(String text, String place) {
        List<Key> keys = Stream.of(text.split("\\R", -1))
                .filter(line -> !line.stripLeading().startsWith("#"))
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> key(word, place))
                .toList();
        if (keys.isEmpty()) {
            throw new KeyException("There is no key in %s: %s.".formatted(place, HOW));
        }
        return new KeyRing(keys);
    }

    private static Key key(String word, String place) {
        try {
            byte[] bytes = word.length() == 2 * Xaes.KEY_BYTES
                    ? HexFormat.of().parseHex(word)
                    : Base64.getDecoder().decode(word.replace('-', '+').replace('_', '/'));
            return new Key(bytes);
        } catch (IllegalArgumentException noKey) {
            throw new KeyException("What stands in %s is no key: %s.".formatted(place, HOW));
        }
    }

    String text() {
        return keys.stream().map(Key::text).collect(Collectors.joining("\n", "", "\n"));
    }

    Key first() {
        return keys.getFirst();
    }

    Optional<Key> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /// The same with a new key in front.
    KeyRing renewed() {
        List<Key> all = new ArrayList<>(List.of(Key.fresh()));
        all.addAll(keys);
        return new KeyRing(all);
    }

    /// The first key, and of the others those that are named.
    KeyRing keeping(Set<String> ids) {
        return new KeyRing(keys.stream()
                .filter(key -> key.equals(first()) || ids.contains(key.id()))
                .toList());
    }

    String ids() {
        return keys.stream().map(Key::id).collect(Collectors.joining(", "));
    }

    /// A key that wraps others.
    static final class Key {
        private static final byte[] NAME = "cairn: the name of a key".getBytes(StandardCharsets.UTF_8);

        private static final int NAME_BYTES = 6;

        private final byte[] bytes;
        private final Xaes cipher;
        private final String id;

        private Key(byte[] bytes) {
            this.bytes = bytes;
            this.cipher = new Xaes(bytes);
            MessageDigest name = Digests.sha256();
            name.update(NAME);
            this.id = HexFormat.of().formatHex(name.digest(bytes), 0, NAME_BYTES);
        }

        static Key fresh() {
            return new Key(Xaes.random(Xaes.KEY_BYTES));
        }

        /// By which people and the database know it.
        String id() {
            return id;
        }

        String text() {
            return Base64.getEncoder().encodeToString(bytes);
        }

        String wrap(byte[] dataKey, byte[] context) {
            return Base64.getEncoder().encodeToString(cipher.seal(dataKey, context));
        }

        byte[] unwrap(String wrapped, byte[] context) {
            return cipher.open(ByteBuffer.wrap(Base64.getDecoder().decode(wrapped)), context);
        }
    }
}
