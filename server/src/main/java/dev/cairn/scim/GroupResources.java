package dev.cairn.scim;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;
import dev.cairn.groups.Group;
import dev.cairn.groups.Groups;
import dev.cairn.groups.Member;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Groups and their members.
final class GroupResources implements Resources {
    private final Groups groups;

    GroupResources(Groups groups) {
        this.groups = groups;
    }

    @Override
    public List<ObjectNode> candidates(Transaction tx, ResourceType type, Optional<Filter> filter) {
        Optional<String> name = filter.flatMap(one -> one.required(type.nameAttribute()));
        List<Group> found =
                name.map(one -> Groups.find(tx, one).stream().toList()).orElseGet(() -> Groups.all(tx));
        return found.stream().map(GroupResources::shape).toList();
    }

    @Override
    public Optional<ObjectNode> find(Transaction tx, ResourceType type, long id) {
        return Groups.find(tx, id).map(GroupResources::shape);
    }

    private static ObjectNode shape(Group group) {
        ObjectNode resource = Shape.begin(ResourceType.GROUP, group.id()).put("displayName", group.name());
        Shape.putText(resource, "externalId", group.externalId());
        Shape.meta(resource, ResourceType.GROUP, group.id(), 0);
        return resource;
    }

    @Override
    public void addMemberships(Transaction tx, List<ObjectNode> resources) {
        long[] ids = resources.stream().mapToLong(Shape::id).toArray();
        Map<Long, List<Group>> in = Groups.ofMembers(tx, ids);
        Map<Long, List<Member>> members = Groups.members(tx, ids);
        for (ObjectNode resource : resources) {
            long id = Shape.id(resource);
            ArrayNode all = resource.putArray("members");
            members.getOrDefault(id, List.of()).forEach(member -> shape(all.addObject(), member));
            Shape.groups(resource, in.getOrDefault(id, List.of()));
        }
    }

    private static void shape(ObjectNode element, Member member) {
        ResourceType type = ResourceType.of(member.kind());
        element.put("value", Long.toString(member.id()))
                .put("display", Objects.requireNonNullElse(member.displayName(), member.name()))
                .put("type", type.title())
                .put("$ref", type.path() + "/" + member.id());
    }

    @Override
    public long create(Transaction tx, ResourceType type, ObjectNode resource, Prepared prepared) {
        long id = groups.create(tx, Shape.required(resource, "displayName"), Shape.text(resource, "externalId"));
        Groups.setMembers(tx, id, members(resource));
        return id;
    }

    @Override
    public void change(Transaction tx, ResourceType type, long id, ObjectNode resource, Prepared prepared) {
        Groups.rename(tx, id, Shape.required(resource, "displayName"), Shape.text(resource, "externalId"));
        Groups.setMembers(tx, id, members(resource));
    }

    @Override
    public void delete(Transaction tx, Caller caller, ResourceType type, long id) {
        Groups.delete(tx, id);
    }

    private static Set<Long> members(JsonNode resource) {
        return Attributes.find(resource, "members").stream()
                .flatMap(Attributes::elements)
                .map(Attributes::simple)
                .map(GroupResources::id)
                .collect(Collectors.toSet());
    }

    private static Long id(JsonNode value) {
        try {
            return Long.valueOf(value.isContainer() ? "" : value.asString());
        } catch (NumberFormatException noId) {
            throw Malformed.value("The `value` of a member is the id of a user, a service principal or a group.");
        }
    }
}
