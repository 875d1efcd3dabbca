package dev.cairn.scim;

import dev.cairn.access.Caller;
import dev.cairn.access.PrincipalKind;
import dev.cairn.db.Transaction;
import dev.cairn.groups.Group;
import dev.cairn.groups.Groups;
import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.identity.Description;
import dev.cairn.identity.Profile;
import dev.cairn.identity.Provisioning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// People and programs. What SCIM says of them and Cairn has no use for, such as names and addresses, is kept as it
/// came.
final class AccountResources implements Resources {
    private static final int MAX_DETAILS = 32 * 1024;
    private static final String PASSWORD = "password";
    /// What has a place of its own, or none.
    private static final Set<String> NOT_KEPT = Set.of(
            "schemas",
            "id",
            "meta",
            "groups",
            "username",
            "applicationid",
            "displayname",
            "externalid",
            "active",
            PASSWORD);

    private final Provisioning accounts;

    AccountResources(Provisioning accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<ObjectNode> candidates(Transaction tx, ResourceType type, Optional<Filter> filter) {
        Optional<String> name = filter.flatMap(one -> one.required(type.nameAttribute()));
        Optional<String> externalId = filter.flatMap(one -> one.required("externalId"));
        List<Profile> profiles = name.map(one -> accounts.named(tx, type.kind(), one))
                .or(() -> externalId.map(one -> accounts.known(tx, type.kind(), one)))
                .orElseGet(() -> accounts.all(tx, type.kind()));
        return profiles.stream().map(AccountResources::shape).toList();
    }

    @Override
    public Optional<ObjectNode> find(Transaction tx, ResourceType type, long id) {
        return accounts.find(tx, type.kind(), id).map(AccountResources::shape);
    }

    static ObjectNode shape(Profile profile) {
        Description said = profile.said();
        ResourceType type = ResourceType.of(profile.kind());
        long id = profile.user().id();
        ObjectNode resource = Shape.begin(type, id);
        resource.put(type.nameAttribute(), said.username());
        Shape.putText(resource, "displayName", said.displayName());
        Shape.putText(resource, "externalId", said.externalId());
        resource.put("active", said.isActive());
        String details = said.details();
        if (details != null && Json.readTree(details.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode kept) {
            resource.setAll(kept);
        }
        Shape.meta(resource, type, id, profile.createdAt());
        return resource;
    }

    @Override
    public void addMemberships(Transaction tx, List<ObjectNode> resources) {
        Map<Long, List<Group>> groups =
                Groups.ofMembers(tx, resources.stream().mapToLong(Shape::id).toArray());
        resources.forEach(resource -> Shape.groups(resource, groups.getOrDefault(Shape.id(resource), List.of())));
    }

    @Override
    public Prepared prepare(ObjectNode resource) {
        return new Prepared(Attributes.text(resource, PASSWORD)
                .map(password -> accounts.hash(Shape.required(resource, "userName"), password)));
    }

    @Override
    public long create(Transaction tx, ResourceType type, ObjectNode resource, Prepared prepared) {
        if (type == ResourceType.SERVICE_PRINCIPAL && Shape.text(resource, "applicationId") == null) {
            resource.put("applicationId", UUID.randomUUID().toString());
        }
        return accounts.create(tx, type.kind(), said(type, resource), prepared.passwordHash());
    }

    @Override
    public void change(Transaction tx, ResourceType type, long id, ObjectNode resource, Prepared prepared) {
        Profile before = get(tx, type, id);
        if (type == ResourceType.SERVICE_PRINCIPAL && Shape.text(resource, "applicationId") == null) {
            resource.put("applicationId", before.said().username());
        }
        accounts.change(tx, before, said(type, resource), prepared.passwordHash());
    }

    @Override
    public void delete(Transaction tx, Caller caller, ResourceType type, long id) {
        accounts.delete(tx, caller, get(tx, type, id));
    }

    private Profile get(Transaction tx, ResourceType type, long id) {
        return accounts.find(tx, type.kind(), id).orElseThrow(() -> ScimRules.missing(type, Long.toString(id)));
    }

    private static Description said(ResourceType type, ObjectNode resource) {
        String displayName = Shape.text(resource, "displayName");
        if (type.kind() == PrincipalKind.SERVICE_PRINCIPAL) {
            displayName = Shape.required(resource, "displayName");
        }
        return new Description(
                Shape.required(resource, type.nameAttribute()),
                Shape.truth(resource, "active", true),
                displayName,
                Shape.text(resource, "externalId"),
                details(resource));
    }

    private static @Nullable String details(ObjectNode resource) {
        ObjectNode kept = Shape.object();
        for (Map.Entry<String, JsonNode> one : resource.properties()) {
            if (!NOT_KEPT.contains(one.getKey().toLowerCase(java.util.Locale.ROOT))
                    && !one.getValue().isNull()) {
                kept.set(one.getKey(), one.getValue());
            }
        }
        byte[] json = Json.write(kept);
        if (json.length > MAX_DETAILS) {
            throw ApiException.invalid("What is said of an account has at most %d bytes.".formatted(MAX_DETAILS));
        }
        return kept.isEmpty() ? null : new String(json, StandardCharsets.UTF_8);
    }
}
