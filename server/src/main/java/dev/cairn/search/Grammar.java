package dev.cairn.search;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields that one kind of thing is searched and sorted by. Immutable, safe to share between threads.
public final class Grammar {
    /// Characters of a filter or an order clause.
    public static final int MAX_LENGTH = 65_536;

    /// Terms of one sort; a database joins at most 64 tables.
    public static final int MAX_ORDERS = 32;

    private final Entity bare;
    private final List<Entity> entities;

    private Grammar(Entity bare, List<Entity> entities) {
        this.bare = bare;
        this.entities = entities;
    }

    /// A grammar in which a key without an entity belongs to the first one.
    public static Grammar of(Entity bare, Entity... others) {
        return new Grammar(
                bare, Stream.concat(Stream.of(bare), Stream.of(others)).toList());
    }

    /// The filter that a text says, empty when the text says nothing.
    public Optional<Filter> filter(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new FilterParser(this, source("Invalid filter", text)).parse());
    }

    /// The terms that the clauses `entity.key [ASC|DESC]` say, each field at most once.
    public List<Order> orderBy(List<String> clauses) {
        if (clauses.size() > MAX_ORDERS) {
            throw ApiException.invalid("Invalid order_by: it has %d clauses, at most %d are accepted."
                    .formatted(clauses.size(), MAX_ORDERS));
        }
        List<Order> orders = new ArrayList<>();
        Set<Field> seen = new HashSet<>();
        for (String clause : clauses) {
            Order order = orderParser("Invalid order_by clause", clause).clause();
            if (!seen.add(order.field())) {
                throw ApiException.invalid(
                        "`order_by` contains duplicate fields: '%s' is there twice.".formatted(order.field()));
            }
            orders.add(order);
        }
        return List.copyOf(orders);
    }

    /// The field of a sort term that is sent as a name alone, in which only the first dot and back-ticks around the
    /// key mean something.
    public Field orderField(String name) {
        return orderParser("Invalid order_by field", name).name();
    }

    private OrderParser orderParser(String subject, String text) {
        return new OrderParser(this, source("%s '%s'".formatted(subject, Source.shortened(text)), text));
    }

    private static Source source(String subject, String text) {
        if (text.length() > MAX_LENGTH) {
            throw ApiException.invalid("%s: it is %d characters long, at most %d are accepted."
                    .formatted(subject, text.length(), MAX_LENGTH));
        }
        Source source = new Source(subject, text);
        if (text.indexOf('\0') >= 0) {
            throw source.fault(text.indexOf('\0'), "unexpected character U+0000");
        }
        return source;
    }

    Entity bare() {
        return bare;
    }

    List<Entity> entities() {
        return entities;
    }
}
