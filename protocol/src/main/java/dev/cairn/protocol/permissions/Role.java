package dev.cairn.protocol.permissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What those who have it may do in a workspace.
///
/// @param id of the row, by which MLflow's clients know it
public record Role(
        long id,
        String name,
        String workspace,
        @Nullable String description,
        @JsonInclude List<RolePermission> permissions) {}
