package dev.cairn.approvals;

import dev.cairn.http.ApiException;
import dev.cairn.registry.Moves;
import org.jspecify.annotations.Nullable;

/// What a version may come to.
sealed interface Target {
    /// As it is stored.
    String kind();

    /// A stage in the words of the wire, or an alias.
    String name();

    record Stage(String name) implements Target {
        @Override
        public String kind() {
            return "STAGE";
        }
    }

    record Alias(String name) implements Target {
        @Override
        public String kind() {
            return "ALIAS";
        }
    }

    /// One of the two, as a request names it.
    static Target of(@Nullable String stage, @Nullable String alias) {
        if (stage != null && !stage.isEmpty() && alias == null) {
            return new Stage(Moves.stage(stage));
        }
        if (alias != null && !alias.isEmpty() && stage == null) {
            Moves.checkAlias(alias);
            return new Alias(alias);
        }
        throw ApiException.invalid("Name either a `stage` or an `alias`.");
    }

    static Target stored(String kind, String name) {
        return kind.equals("STAGE") ? new Stage(name) : new Alias(name);
    }

    default @Nullable String stage() {
        return this instanceof Stage ? name() : null;
    }

    default @Nullable String alias() {
        return this instanceof Alias ? name() : null;
    }

    /// In the middle of a sentence.
    default String words() {
        return switch (this) {
            case Stage(String stage) -> "the stage " + stage;
            case Alias(String alias) -> "the alias '" + alias + "'";
        };
    }
}
