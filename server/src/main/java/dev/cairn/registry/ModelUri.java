package dev.cairn.registry;

import dev.cairn.protocol.registry.RegisteredModelAlias;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `models:/` URI names.
sealed interface ModelUri {
    Pattern NUMBERED = Pattern.compile("models:/([^/]+)/(\\d{1,9})");

    /// `models:/m-0123…`: a logged model.
    record Logged(String modelId) implements ModelUri {}

    /// `models:/name/7`.
    record Numbered(String name, String version) implements ModelUri {}

    /// `models:/name/Production`: the newest version in a stage.
    record InStage(String name, String stage) implements ModelUri {}

    /// `models:/name@alias`, also `models:/name/latest`.
    record Aliased(String name, String alias) implements ModelUri {}

    /// What names a version by its number, empty for all else.
    static Optional<Numbered> numbered(String source) {
        Matcher form = NUMBERED.matcher(source);
        return form.matches() ? Optional.of(new Numbered(form.group(1), form.group(2))) : Optional.empty();
    }

    /// What a URI names, empty if it has no such form.
    static Optional<ModelUri> parse(SourceUri uri) {
        List<String> names = uri.names();
        boolean tidy = uri.path().equals("/" + String.join("/", names));
        if (!tidy || names.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return switch (names.size()) {
            case 1 -> single(names.getFirst());
            case 2 -> Optional.of(pair(names.getFirst(), names.getLast()));
            default -> Optional.empty();
        };
    }

    private static Optional<ModelUri> single(String name) {
        int at = name.lastIndexOf('@');
        if (at < 0) {
            return Optional.of(new Logged(name));
        }
        String alias = name.substring(at + 1);
        return alias.isBlank() || at == 0 ? Optional.empty() : Optional.of(new Aliased(name.substring(0, at), alias));
    }

    private static ModelUri pair(String name, String suffix) {
        if (suffix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return new Numbered(name, suffix);
        }
        return suffix.equalsIgnoreCase(RegisteredModelAlias.LATEST)
                ? new Aliased(name, suffix)
                : new InStage(name, suffix);
    }
}
