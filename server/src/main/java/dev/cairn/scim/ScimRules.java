package dev.cairn.scim;

import dev.cairn.access.Caller;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.groups.Groups;
import dev.cairn.http.ApiException;
import dev.cairn.identity.Provisioning;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is done with resources, in JSON, since a PATCH and a filter may name any part of them.
final class ScimRules {
    private final Database database;
    private final AccountResources accounts;
    private final GroupResources groups;
    private final Provisioning provisioning;

    ScimRules(Database database, Provisioning provisioning, Groups groups) {
        this.database = database;
        this.provisioning = provisioning;
        this.accounts = new AccountResources(provisioning);
        this.groups = new GroupResources(groups);
    }

    private Resources of(ResourceType type) {
        return switch (type) {
            case USER, SERVICE_PRINCIPAL -> accounts;
            case GROUP -> groups;
        };
    }

    ObjectNode list(ResourceType type, ListQuery query) {
        return database.read(tx -> {
            List<ObjectNode> found = ordered(
                    query,
                    of(type).candidates(tx, type, query.filter()).stream()
                            .filter(resource -> query.filter()
                                    .filter(filter -> !filter.matches(resource))
                                    .isEmpty()));
            List<ObjectNode> page =
                    found.stream().skip(query.start() - 1L).limit(query.count()).toList();
            if (query.projection().wants("groups") || query.projection().wants("members")) {
                of(type).addMemberships(tx, page);
            }
            ObjectNode answer = Shape.object();
            answer.putArray("schemas").add(Urns.LIST);
            answer.put("totalResults", found.size())
                    .put("startIndex", query.start())
                    .put("itemsPerPage", page.size());
            ArrayNode resources = answer.putArray("Resources");
            page.forEach(resource -> resources.add(query.projection().of(resource)));
            return answer;
        });
    }

    private static List<ObjectNode> ordered(ListQuery query, Stream<ObjectNode> found) {
        if (query.sortBy().isEmpty()) {
            return found.toList();
        }
        Comparator<ObjectNode> byText = Comparator.comparing(resource -> Attributes.values(resource, query.sortBy())
                .map(Attributes::simple)
                .findFirst()
                .map(value -> value.asString("").toLowerCase(Locale.ROOT))
                .orElse(""));
        return found.sorted(query.isDescending() ? byText.reversed() : byText).toList();
    }

    ObjectNode get(ResourceType type, String id, Projection projection) {
        return database.read(tx -> projection.of(whole(tx, type, id)));
    }

    /// Whoever asks.
    Optional<ObjectNode> me(Caller caller) {
        return database.read(tx -> provisioning.account(tx, caller.user()).map(profile -> {
            ObjectNode resource = AccountResources.shape(profile);
            resource.put("userName", profile.said().username());
            accounts.addMemberships(tx, List.of(resource));
            return resource;
        }));
    }

    ObjectNode create(ResourceType type, ObjectNode given) {
        Resources.Prepared prepared = of(type).prepare(given);
        return database.write(tx -> {
            long id = of(type).create(tx, type, given.deepCopy(), prepared);
            return whole(tx, type, Long.toString(id));
        });
    }

    ObjectNode replace(ResourceType type, String id, ObjectNode given) {
        Resources.Prepared prepared = of(type).prepare(given);
        return database.write(tx -> {
            long known = Shape.id(whole(tx, type, id));
            of(type).change(tx, type, known, given.deepCopy(), prepared);
            return whole(tx, type, id);
        });
    }

    ObjectNode patch(ResourceType type, String id, ObjectNode request) {
        ObjectNode attempt = database.read(tx -> whole(tx, type, id));
        Patch.apply(attempt, request);
        Resources.Prepared prepared = of(type).prepare(attempt); // of a password alone, which no other change touches
        return database.write(tx -> {
            ObjectNode resource = whole(tx, type, id);
            Patch.apply(resource, request);
            of(type).change(tx, type, Shape.id(attempt), resource, prepared);
            return whole(tx, type, id);
        });
    }

    void delete(Caller caller, ResourceType type, String id) {
        database.write(tx -> {
            of(type).delete(tx, caller, type, Shape.id(whole(tx, type, id)));
            return true;
        });
    }

    private ObjectNode whole(Transaction tx, ResourceType type, String id) {
        ObjectNode resource =
                number(id).flatMap(known -> of(type).find(tx, type, known)).orElseThrow(() -> missing(type, id));
        of(type).addMemberships(tx, List.of(resource));
        return resource;
    }

    private static Optional<Long> number(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    static ApiException missing(ResourceType type, String id) {
        return ApiException.missing("%s with id %s not found.".formatted(type.title(), id));
    }
}
