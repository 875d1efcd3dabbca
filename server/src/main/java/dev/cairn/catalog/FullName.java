package dev.cairn.catalog;

import dev.cairn.http.ApiException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a catalog, a schema or a model: its own behind those of what it lies in, each an identifier.
record FullName(List<String> names) {
    /// Letters, digits, underscores and hyphens, none of which is written in two ways.
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}\\p{Nd}_][\\p{L}\\p{M}\\p{Nd}_\\-]*");

    private static final List<String> EXAMPLE = List.of("main", "default", "churn");

    /// The registry's limit of a name.
    private static final int LONGEST = 256;

    FullName {
        names.forEach(FullName::check);
        if (String.join(".", names).length() > LONGEST) {
            throw ApiException.invalid("A full name has at most %d characters.".formatted(LONGEST));
        }
    }

    static FullName of(String... names) {
        return new FullName(List.of(names));
    }

    /// The name of something of a kind, as it is written with dots.
    static FullName parse(Securable kind, String text) {
        List<String> names = List.of(text.split("\\.", -1));
        if (names.size() != kind.names()) {
            throw ApiException.invalid("The full name of a %s has %d parts with dots between, such as %s: got '%s'."
                    .formatted(
                            kind.words().toLowerCase(Locale.ROOT),
                            kind.names(),
                            String.join(".", EXAMPLE.subList(0, kind.names())),
                            text));
        }
        return new FullName(names);
    }

    private static void check(String name) {
        if (!IDENTIFIER.matcher(name).matches() || !Normalizer.isNormalized(name, Normalizer.Form.NFKC)) {
            throw ApiException.invalid(
                    "Invalid name '%s': an identifier has letters, digits, underscores and hyphens, and begins with no hyphen."
                            .formatted(name));
        }
    }

    Securable kind() {
        return Securable.named(names.size());
    }

    String own() {
        return names.getLast();
    }

    String catalog() {
        return names.getFirst();
    }

    /// Of a schema, or of the schema of a model.
    String schema() {
        return names.get(1);
    }

    /// What it lies in; of a catalog, the metastore, whose name is empty.
    FullName parent() {
        return new FullName(names.subList(0, names.size() - 1));
    }

    FullName child(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new FullName(List.copyOf(longer));
    }

    /// The same, with another name of its own.
    FullName renamed(String name) {
        return parent().child(name);
    }

    /// The own name of another thing that lies where this one does.
    String sibling(FullName other) {
        if (!other.parent().equals(parent())) {
            throw ApiException.invalid(
                    "'%s' cannot become '%s': a new name is in the same schema.".formatted(this, other));
        }
        return other.own();
    }

    /// Its own name, and of all that it lies in.
    List<String> path() {
        List<String> path = new ArrayList<>();
        for (int i = 0; i <= names.size(); i++) {
            path.add(String.join(".", names.subList(0, i)));
        }
        return path;
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
