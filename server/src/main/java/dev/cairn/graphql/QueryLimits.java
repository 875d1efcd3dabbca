package dev.cairn.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a query may ask for at most, checked before anything else is done with it. The fields of fragments count where
/// the fragments are spread. Used by one thread.
final class QueryLimits {
    static final int MAX_DEPTH = 10;
    static final int MAX_SELECTIONS = 1_000;
    static final int MAX_ROOT_FIELDS = 10;
    static final int MAX_ALIASES = 10;

    private final Map<String, FragmentDefinition> fragments;
    private int rootFields;
    private int selections;
    private int aliases;

    private QueryLimits(Document document) {
        fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, it -> it, (first, second) -> first));
    }

    /// What a document has too much of.
    static Optional<String> excess(Document document) {
        QueryLimits counted = new QueryLimits(document);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            Optional<String> excess = counted.count(operation.getSelectionSet());
            if (excess.isPresent()) {
                return excess;
            }
        }
        if (counted.rootFields > MAX_ROOT_FIELDS) {
            return tooMany(MAX_ROOT_FIELDS, "root fields", counted.rootFields);
        }
        return counted.aliases > MAX_ALIASES ? tooMany(MAX_ALIASES, "aliases", counted.aliases) : Optional.empty();
    }

    private static Optional<String> tooMany(int most, String of, int found) {
        return Optional.of("GraphQL queries should have at most %d %s, got %d %s.".formatted(most, of, found, of));
    }

    private Optional<String> count(@Nullable SelectionSet root) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(root, 1));
        while (!levels.isEmpty()) {
            Level level = levels.pop();
            if (level.depth() > MAX_DEPTH) {
                return Optional.of("Query exceeds maximum depth of " + MAX_DEPTH);
            }
            List<Field> fields = fields(level.selections());
            selections += fields.size();
            if (selections > MAX_SELECTIONS) {
                return Optional.of("Query exceeds maximum total selections of " + MAX_SELECTIONS);
            }
            rootFields += level.depth() == 1 ? fields.size() : 0;
            aliases = Math.max(aliases, (int)
                    fields.stream().filter(field -> field.getAlias() != null).count());
            fields.stream()
                    .filter(field -> field.getSelectionSet() != null)
                    .forEach(field -> levels.push(new Level(field.getSelectionSet(), level.depth() + 1)));
        }
        return Optional.empty();
    }

    /// The fields of one level, those of its fragments among them; each fragment is looked into once.
    private List<Field> fields(@Nullable SelectionSet set) {
        List<Field> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<Selection<?>> open = new ArrayDeque<>();
        add(set, open);
        while (!open.isEmpty() && fields.size() <= MAX_SELECTIONS) {
            switch (open.pop()) {
                case Field field -> fields.add(field);
                case InlineFragment fragment -> add(fragment.getSelectionSet(), open);
                case FragmentSpread spread
                when seen.add(spread.getName()) -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    add(fragment == null ? null : fragment.getSelectionSet(), open);
                }
                default -> {}
            }
        }
        return fields;
    }

    private static void add(@Nullable SelectionSet set, Deque<Selection<?>> open) {
        if (set != null) {
            set.getSelections().forEach(open::push);
        }
    }

    private record Level(@Nullable SelectionSet selections, int depth) {}
}
