package dev.cairn.scim;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The resources of some types, as they are stored.
sealed interface Resources permits AccountResources, GroupResources {
    /// Those that may fulfil a filter, without who is in which group.
    List<ObjectNode> candidates(Transaction tx, ResourceType type, Optional<Filter> filter);

    Optional<ObjectNode> find(Transaction tx, ResourceType type, long id);

    /// Says of each who is in it, and in which groups it is.
    void addMemberships(Transaction tx, List<ObjectNode> resources);

    /// What has to be done before the transaction, which has no time for it.
    default Prepared prepare(ObjectNode resource) {
        return Prepared.NOTHING;
    }

    /// Adds one, and returns its id.
    long create(Transaction tx, ResourceType type, ObjectNode resource, Prepared prepared);

    void change(Transaction tx, ResourceType type, long id, ObjectNode resource, Prepared prepared);

    void delete(Transaction tx, Caller caller, ResourceType type, long id);

    /// What was done before.
    ///
    /// @param passwordHash empty where no password is given
    record Prepared(Optional<String> passwordHash) {
        static final Prepared NOTHING = new Prepared(Optional.empty());
    }
}
