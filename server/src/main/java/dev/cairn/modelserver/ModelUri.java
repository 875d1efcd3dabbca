package dev.cairn.modelserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which model to serve, in MLflow's `models:/` form.
public sealed interface ModelUri {

    /// `models:/name@alias`.
    record ByAlias(String name, String alias) implements ModelUri {}

    /// `models:/name/3`.
    record ByVersion(String name, String version) implements ModelUri {}

    /// `models:/m-0123…`, a logged model that need not be registered.
    record ById(String modelId) implements ModelUri {}

    /// What the model is called in addresses: its registered name, or its id.
    default String model() {
        return switch (this) {
            case ByAlias alias -> alias.name();
            case ByVersion version -> version.name();
            case ById id -> id.modelId();
        };
    }

    /// The version, empty where the URI names none.
    default String modelVersion() {
        return this instanceof ByVersion version ? version.version() : "";
    }

    static ModelUri parse(String text) {
        Matcher alias = Patterns.ALIAS.matcher(text);
        if (alias.matches()) {
            return new ByAlias(alias.group(1), alias.group(2));
        }
        Matcher version = Patterns.VERSION.matcher(text);
        if (version.matches()) {
            return new ByVersion(version.group(1), version.group(2));
        }
        Matcher id = Patterns.ID.matcher(text);
        if (id.matches()) {
            return new ById(id.group(1));
        }
        throw new IllegalArgumentException(
                "Cannot serve '%s': give models:/NAME@ALIAS, models:/NAME/VERSION or models:/m-ID.".formatted(text));
    }

    /// The three forms.
    final class Patterns {
        private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@([^/@]+)");
        private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/(\\d+)");
        private static final Pattern ID = Pattern.compile("models:/(m-[0-9a-f]{32})");

        private Patterns() {}
    }
}
