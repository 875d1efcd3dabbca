package dev.cairn.search;

/// Reads one term of a sort.
final class OrderParser {
    private final Source source;
    private final FieldResolver resolver;

    OrderParser(Grammar grammar, Source source) {
        this.source = source;
        this.resolver = new FieldResolver(grammar, source, Attribute::orderable);
    }

    /// The clause `entity.key [ASC|DESC]`.
    Order clause() {
        Cursor cursor = new Cursor(source);
        Field field = orderable(new FieldParser(cursor, resolver).parse());
        return new Order(field, ascending(cursor));
    }

    /// A name alone, which may hold any characters.
    Field name() {
        String text = source.text();
        int dot = text.indexOf('.');
        String key = text.substring(dot + 1);
        boolean quoted = key.length() > 2 && key.startsWith("`") && key.endsWith("`");
        return orderable(resolver.resolve(
                dot < 0 ? null : text.substring(0, dot),
                quoted ? key.substring(1, key.length() - 1) : key,
                0,
                dot + 1));
    }

    private static boolean ascending(Cursor cursor) {
        boolean descending = cursor.accept("DESC");
        boolean explicit = descending || cursor.accept("ASC");
        if (!(cursor.token() instanceof Token.End)) {
            throw cursor.expected(explicit ? "nothing after the direction" : "ASC or DESC");
        }
        return !descending;
    }

    private Field orderable(Target target) {
        if (!target.entity().orderable()) {
            throw source.fault(
                    target.start(),
                    "cannot sort by %s".formatted(target.entity().name()));
        }
        return target.field();
    }
}
