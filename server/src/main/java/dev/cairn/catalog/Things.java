package dev.cairn.catalog;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.http.ApiException;
import dev.cairn.text.Lengths;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How catalogs, schemas and models are made, changed and removed, as far as that is the same for all.
final class Things {
    private static final int MAX_COMMENT = 65_535;
    private static final int MAX_PROPERTIES = 100;
    private static final int MAX_PROPERTY = 2_000;

    /// The most that a page of a list has.
    private static final int MAX_PAGE = 1_000;

    private static final int PAGE = 100;

    private final InstantSource clock;

    Things(InstantSource clock) {
        this.clock = clock;
    }

    /// Adds a thing, which is its maker's.
    StoredSecurable add(
            Gate gate, Gate.Seen parent, FullName name, @Nullable String comment, Map<String, String> properties) {
        check(comment, properties);
        SecurableStore store = new SecurableStore(gate.tx());
        if (!store.lock(parent.thing().id())) {
            throw Gate.missing(parent.name());
        }
        Caller caller = gate.caller();
        long id = store.insert(parent.thing().id(), name, comment, properties, clock.millis(), caller.user())
                .orElseThrow(() -> taken(name));
        PrivilegeStore privileges = new PrivilegeStore(gate.tx());
        privileges.principal(caller.user()).ifPresent(owner -> privileges.own(id, owner));
        return store.get(id);
    }

    /// Changes what is said of a thing, and whose it is. Null leaves it as it is.
    StoredSecurable change(
            Gate gate,
            Gate.Seen seen,
            @Nullable String comment,
            @Nullable Map<String, String> properties,
            @Nullable String owner) {
        StoredSecurable thing = seen.thing();
        String words = comment == null ? thing.comment() : comment;
        Map<String, String> all = properties == null ? thing.properties() : properties;
        check(words, all);
        SecurableStore store = new SecurableStore(gate.tx());
        store.update(thing.id(), words, all, clock.millis(), gate.caller().user());
        if (owner != null && !owner.isEmpty()) {
            new PrivilegeStore(gate.tx()).own(thing.id(), principal(gate.tx(), owner));
        }
        return store.get(thing.id());
    }

    /// A person, a program or a group.
    static long principal(Transaction tx, String name) {
        return new PrivilegeStore(tx)
                .principal(name)
                .orElseThrow(() -> ApiException.missing("Principal '%s' does not exist.".formatted(name)));
    }

    /// How many a page has, of which none or 0 may be asked.
    static int page(@Nullable Long asked) {
        long size = asked == null || asked == 0 ? PAGE : asked;
        if (size < 1) {
            throw ApiException.invalid("max_results must not be negative.");
        }
        return (int) Math.min(size, MAX_PAGE);
    }

    static ApiException taken(FullName name) {
        return ApiException.alreadyExists(
                "%s '%s' already exists.".formatted(name.kind().words(), name));
    }

    private static void check(@Nullable String comment, Map<String, String> properties) {
        if (comment != null) {
            Lengths.check("comment", MAX_COMMENT, comment);
        }
        if (properties.size() > MAX_PROPERTIES) {
            throw ApiException.invalid("`properties` has at most %d entries.".formatted(MAX_PROPERTIES));
        }
        properties.forEach((key, value) -> {
            Lengths.check("properties", MAX_PROPERTY, key);
            Lengths.check("properties", MAX_PROPERTY, value);
        });
    }
}
