package dev.cairn.modelserver;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which model to serve: one of a tracking server, in MLflow's `models:/` form, or a folder of this machine.
public sealed interface ModelUri {

    /// `models:/name@alias`.
    record ByAlias(String name, String alias) implements ModelUri {}

    /// `models:/name/3`.
    record ByVersion(String name, String version) implements ModelUri {}

    /// `models:/m-0123…`, a logged model that need not be registered.
    record ById(String modelId) implements ModelUri {}

    /// A folder that `log_model` or `save_model` wrote.
    record InFolder(Path folder) implements ModelUri {
        public InFolder {
            folder = folder.toAbsolutePath().normalize();
        }
    }

    /// What the model is called in addresses: its registered name, its id, or the name of its folder.
    default String model() {
        return switch (this) {
            case ByAlias alias -> alias.name();
            case ByVersion version -> version.name();
            case ById id -> id.modelId();
            case InFolder local -> String.valueOf(local.folder().getFileName());
        };
    }

    /// The same as text, which is read as this.
    default String text() {
        return switch (this) {
            case ByAlias(String name, String alias) -> "models:/%s@%s".formatted(name, alias);
            case ByVersion(String name, String version) -> "models:/%s/%s".formatted(name, version);
            case ById(String modelId) -> "models:/" + modelId;
            case InFolder(Path folder) -> folder.toString();
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
        if (!text.isEmpty() && !text.startsWith("models:") && Files.isDirectory(Path.of(text))) {
            return new InFolder(Path.of(text));
        }
        throw new IllegalArgumentException(
                "'%s' is no model: give models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID, or the folder of a model."
                        .formatted(text));
    }

    /// The three forms.
    final class Patterns {
        private static final Pattern ALIAS = Pattern.compile("models:/([^/@]+)@([^/@]+)");
        private static final Pattern VERSION = Pattern.compile("models:/([^/]+)/(\\d+)");
        private static final Pattern ID = Pattern.compile("models:/(m-[0-9a-f]{32})");

        private Patterns() {}
    }
}
