package dev.cairn.registry;

import dev.cairn.protocol.tracking.Tag;
import dev.cairn.search.Comparator;
import dev.cairn.search.Filter;
import dev.cairn.search.Value;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What sets prompts apart from models: a tag, placeholders for a source, and that searches hide them (semantics,
/// sections 9 and 14).
final class Prompts {
    static final String TAG = "mlflow.prompt.is_prompt";
    static final String YES = "true";
    /// What a version of a prompt has where one of a model has its source.
    static final String SOURCE = "prompt-template";

    /// By which searches find prompts alone.
    static final String FILTER = "tags.`%s` = '%s'".formatted(TAG, YES);

    private static final Set<String> SOURCES = Set.of("dummy-source", SOURCE);

    private Prompts() {}

    /// Whether tags make a prompt; of several tags with one key the last counts.
    static boolean isPrompt(List<Tag> tags) {
        return tags.reversed().stream()
                .filter(tag -> tag.key().equals(TAG))
                .findFirst()
                .filter(tag -> tag.value().equalsIgnoreCase(YES))
                .isPresent();
    }

    /// The same tags, which make a prompt.
    static List<Tag> tagged(List<Tag> tags) {
        return Stream.concat(tags.stream().filter(tag -> !tag.key().equals(TAG)), Stream.of(new Tag(TAG, YES)))
                .toList();
    }

    static boolean isTagged(List<Tag> tags) {
        return tags.stream().anyMatch(tag -> tag.key().equals(TAG));
    }

    static boolean isSource(String source) {
        return SOURCES.contains(source);
    }

    /// Whether a filter has a say on prompts, so that they need not be hidden from it.
    static boolean areMentioned(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> all) -> all.stream().anyMatch(Prompts::areMentioned);
            case Filter.Or(List<Filter> any) -> any.stream().anyMatch(Prompts::areMentioned);
            case Filter.Not(Filter inner) -> areMentioned(inner);
            case Filter.Leaf leaf -> isAbout(leaf);
        };
    }

    /// Whether a clause asks for what is no prompt. Models do not have the tag at all, so that it is no plain clause.
    static boolean areExcluded(Filter.Leaf leaf) {
        return isAbout(leaf)
                && leaf instanceof Filter.Compare(var _, Comparator comparator, Value.Text(String text))
                && switch (comparator) {
                    case EQUAL -> text.equalsIgnoreCase("false");
                    case NOT_EQUAL -> text.equalsIgnoreCase(YES);
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE, ILIKE, RLIKE -> false;
                };
    }

    private static boolean isAbout(Filter.Leaf leaf) {
        return leaf.field().entity().equals("tags") && leaf.field().key().equals(TAG);
    }
}
