package dev.cairn.registry;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.registry.RegisteredModelAlias;
import dev.cairn.protocol.tracking.Tag;
import dev.cairn.text.Keys;
import dev.cairn.text.Lengths;

/// What names, tags, aliases and numbers may look like, with the reference's limits and words (semantics, section 5).
final class Limits {
    private static final int NAME = 256;
    private static final int TAG_KEY = 250;
    private static final int TAG_VALUE = 100_000;
    private static final int ALIAS = 255;
    private static final int SOURCE = 2_048;

    /// MLflow's column of versions is an integer.
    private static final long LAST_VERSION = Integer.MAX_VALUE;

    private Limits() {}

    static void modelName(String name) {
        if (name.isBlank()) {
            throw ApiException.invalid("Missing value for required parameter 'name'.");
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
            throw ApiException.invalid("Invalid model name '%s'. Names cannot contain '/' or ':'.".formatted(name));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalidValue("name", name, "Names cannot contain control characters.");
        }
        if (name.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw ApiException.invalidValue("name", name, "Names cannot contain halves of characters.");
        }
        if (Keys.leadsElsewhere(name)) {
            throw Keys.elsewhere("name", name, name);
        }
        Lengths.check("name", NAME, name);
    }

    static void tag(Tag tag) {
        tagKey(tag.key());
        Lengths.check("key", TAG_KEY, tag.key());
        Lengths.check("value", TAG_VALUE, tag.value());
    }

    static void tagKey(String key) {
        Keys.check("key", key);
    }

    static void alias(String alias) {
        if (!RegisteredModelAlias.isName(alias)) {
            throw ApiException.invalid(
                    "Invalid alias name: '%s'. Names may only contain alphanumerics, underscores (_), and dashes (-)."
                            .formatted(alias));
        }
        Lengths.check("Registered model alias name", ALIAS, alias);
    }

    /// An alias that may be given, which some that may be asked for may not.
    static void givenAlias(String alias) {
        alias(alias);
        if (alias.equalsIgnoreCase(RegisteredModelAlias.LATEST)) {
            throw ApiException.invalid("'latest' alias name (case insensitive) is reserved.");
        }
        if (RegisteredModelAlias.isReserved(alias)) {
            throw ApiException.invalid("Version alias name '%s' is reserved.".formatted(alias));
        }
    }

    static void source(String source) {
        Lengths.check("source", SOURCE, source);
    }

    /// The last number of a registered model, behind which there must be room for more.
    static void lastVersion(long number) {
        if (number < 0 || number > LAST_VERSION) {
            throw ApiException.invalid(
                    "The number of its last version must be between 0 and %d, got %d.".formatted(LAST_VERSION, number));
        }
    }

    /// The number that a version on the wire is.
    static long version(String version) {
        try {
            return Long.parseLong(version.strip());
        } catch (NumberFormatException notANumber) {
            throw ApiException.invalid("Parameter 'version' must be an integer, got '%s'.".formatted(version));
        }
    }
}
