package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET permissions/list`: who may do what with an experiment, a registered model or a prompt.
///
/// @param resourceId the id of the experiment, or the name
public record ListPermissions(String resourceType, String resourceId) {
    public ListPermissions {
        Require.text("resource_type", resourceType);
        Require.text("resource_id", resourceId);
    }

    /// Who does not manage the thing is told who does, and no more.
    ///
    /// @param own    what the caller may do
    /// @param people to whom something is granted on this very thing
    /// @param roles  what reaches it by a role, weakest last
    public record Response(
            String own,
            @JsonInclude List<Person> people,
            @JsonInclude List<Inherited> roles) {}

    /// What is granted on a thing to one person, program or group.
    ///
    /// @param username the name, of the group if it is one
    public record Person(String username, boolean isGroup, String permission) {}

    /// What a role gives on a thing, most often as on all of its kind.
    ///
    /// @param username of whom the role is, where it is one person's own
    /// @param members  how many have the role
    public record Inherited(
            long roleId, String roleName, @Nullable String username, String permission, long members) {}
}
