package dev.cairn.importing.mlruns;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/// A `meta.yaml` of MLflow: names with values.
///
/// Values are read as texts and nothing else, so that no tag makes an object, and a run that is called `1e5` stays so.
record MetaFile(Map<?, ?> values) {
    private static final int MAX_ALIASES = 10;

    /// @throws IOException if the text is not a YAML map
    static MetaFile parse(String text) throws IOException {
        return parse(text, new FailsafeSchema());
    }

    private static MetaFile parse(String text, Schema schema) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(schema)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(text.length() + 1)
                .build();
        try {
            if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
                return new MetaFile(map);
            }
            throw new IOException("it is not a YAML map");
        } catch (YamlEngineException | StackOverflowError malformed) {
            throw new IOException("it is not YAML: " + malformed.getMessage(), malformed);
        }
    }

    /// The values of a YAML map, numbers as numbers.
    static Map<?, ?> typed(String text) throws IOException {
        return parse(text, new JsonSchema()).values;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// A text as it is, null if there is none.
    @Nullable
    String raw(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /// A text, or null for what is missing, `null` or `None`.
    @Nullable
    String text(String name) {
        return values.get(name) instanceof String text && !text.isEmpty() && !text.equals("null") && !text.equals("~")
                ? text
                : null;
    }

    String textOr(String name, String other) {
        return Objects.requireNonNullElse(text(name), other);
    }

    /// A whole number, also where it was written with a fraction.
    @Nullable
    Long number(String name) throws IOException {
        String text = text(name);
        try {
            return text == null
                    ? null
                    : text.contains(".") ? (Long) (long) Double.parseDouble(text) : Long.valueOf(text);
        } catch (NumberFormatException notANumber) {
            throw new IOException("'%s' is not a number: %s".formatted(name, text), notANumber);
        }
    }

    long numberOr(String name, long other) throws IOException {
        return Optional.ofNullable(number(name)).orElse(other);
    }

    /// A map inside.
    Map<?, ?> map(String name) {
        return values.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
