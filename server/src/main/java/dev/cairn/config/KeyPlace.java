package dev.cairn.config;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the key is that wraps the data keys.
public sealed interface KeyPlace {
    /// A file that the server makes and renews by itself.
    record Managed(Path file) implements KeyPlace {}

    /// A file that somebody else looks after; it may hold several keys, of which the first one wraps.
    record File(Path file) implements KeyPlace {}

    /// The keys themselves, of the variable `CAIRN_KEY`.
    record Text(String keys) implements KeyPlace {
        @Override
        public String toString() {
            return "Text[keys=…]";
        }
    }

    /// Keys of AWS KMS, which never leave it; the local one among them while one takes the other's
    /// place.
    ///
    /// @param keys  ARNs, or [#LOCAL]; the first one wraps, the others are there to unwrap
    /// @param local where the local key is
    record Kms(List<String> keys, KeyPlace local) implements KeyPlace {
        /// What stands for the local key.
        public static final String LOCAL = "local";

        private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:kms:[\\w-]+:\\d*:key/[\\w-]+");

        public Kms {
            keys = List.copyOf(keys);
        }

        /// @param text ARNs, with commas between them
        static Kms parse(String text, KeyPlace local) {
            List<String> keys =
                    Stream.of(text.split(",", -1)).map(String::strip).toList();
            if (keys.equals(List.of(LOCAL)) || !keys.stream().allMatch(Kms::isKey)) {
                throw new IllegalArgumentException(
                        "--kms-key is the ARN of a key of AWS KMS, such as arn:aws:kms:eu-central-1:111122223333:key/…, and"
                                + " no alias. It may be several with commas between them, one of them 'local'.");
            }
            return new Kms(keys, local);
        }

        private static boolean isKey(String text) {
            return text.equals(LOCAL) || ARN.matcher(text).matches();
        }
    }
}
