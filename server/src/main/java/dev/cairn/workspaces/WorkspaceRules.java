package dev.cairn.workspaces;

import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.workspaces.CreateWorkspace;
import dev.cairn.protocol.workspaces.GetWorkspace;
import dev.cairn.protocol.workspaces.ListWorkspaces;
import dev.cairn.protocol.workspaces.TraceArchivalConfig;
import dev.cairn.protocol.workspaces.UpdateWorkspace;
import dev.cairn.tracking.Tracking;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What workspaces are called and what is said of them (semantics 25).
final class WorkspaceRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 63;

    /// What stands in paths beside names of workspaces.
    private static final Set<String> RESERVED = Set.of("workspaces", "api", "ajax-api", "static-files");

    /// As MLflow takes it (semantics, section 7), of at most 32 characters.
    private static final Pattern RETENTION = Pattern.compile("[1-9][0-9]{0,30}[mhd]");

    private static final int MAX_TEXT = 2_000;

    private final Database database;

    WorkspaceRules(Database database) {
        this.database = database;
    }

    /// Administrators see all, others those in which they may do something, and the default one.
    ListWorkspaces.Response list(Caller caller, ListWorkspaces request) {
        return new ListWorkspaces.Response(database.read(tx -> {
            WorkspaceStore store = new WorkspaceStore(tx);
            return caller.isAdmin() ? store.all() : store.of(Caller.key(caller.user()));
        }));
    }

    GetWorkspace.Response get(Caller caller, GetWorkspace request) {
        return list(caller, new ListWorkspaces()).workspaces().stream()
                .filter(workspace -> workspace.name().equals(request.workspaceName()))
                .findFirst()
                .map(GetWorkspace.Response::new)
                .orElseThrow(() -> Permissions.noSuchWorkspace(request.workspaceName()));
    }

    CreateWorkspace.Response create(CreateWorkspace request) {
        checkName(request.name());
        var workspace = checked(new dev.cairn.protocol.workspaces.Workspace(
                request.name(),
                given(request.description()),
                given(request.defaultArtifactRoot()),
                given(request.traceArchivalConfig())));
        return database.write(tx -> {
            long id = new WorkspaceStore(tx)
                    .insert(workspace)
                    .orElseThrow(() ->
                            ApiException.alreadyExists("Workspace '%s' already exists.".formatted(workspace.name())));
            Permissions.begin(tx, new Workspace(id, workspace.name()));
            return new CreateWorkspace.Response(workspace);
        });
    }

    /// Whoever manages a workspace says what it is about; where its files lie is for administrators of the server.
    UpdateWorkspace.Response update(Caller caller, UpdateWorkspace request) {
        return database.write(tx -> {
            Permissions.requireManages(tx, caller, Permissions.workspace(tx, request.workspaceName()));
            if (request.defaultArtifactRoot() != null && !caller.isAdmin()) {
                throw ApiException.denied("Only administrators choose the default_artifact_root of a workspace.");
            }
            WorkspaceStore store = new WorkspaceStore(tx);
            var before = store.find(request.workspaceName())
                    .orElseThrow(() -> Permissions.noSuchWorkspace(request.workspaceName()));
            TraceArchivalConfig archival = request.traceArchivalConfig();
            var after = checked(new dev.cairn.protocol.workspaces.Workspace(
                    before.name(),
                    changed(before.description(), request.description()),
                    changed(before.defaultArtifactRoot(), request.defaultArtifactRoot()),
                    archival == null ? before.traceArchivalConfig() : given(archival)));
            store.update(after);
            return new UpdateWorkspace.Response(after);
        });
    }

    private static @Nullable String changed(@Nullable String before, @Nullable String asked) {
        return asked == null ? before : given(asked);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable TraceArchivalConfig given(@Nullable TraceArchivalConfig config) {
        if (config == null) {
            return null;
        }
        String location = given(config.location());
        String retention = given(config.retention());
        return location == null && retention == null ? null : new TraceArchivalConfig(location, retention);
    }

    private static dev.cairn.protocol.workspaces.Workspace checked(dev.cairn.protocol.workspaces.Workspace workspace) {
        checkLength("description", workspace.description());
        Tracking.checkArtifactRoot(workspace.name(), workspace.defaultArtifactRoot());
        TraceArchivalConfig archival = workspace.traceArchivalConfig();
        if (archival != null) {
            checkLength("trace_archival_config.location", archival.location());
            checkRetention(archival.retention());
        }
        return workspace;
    }

    private static void checkRetention(@Nullable String text) {
        if (text != null && !RETENTION.matcher(text).matches()) {
            throw ApiException.invalid(
                    "`trace_archival_config.retention` is a whole number of minutes, hours or days such as 30m, 12h or 90d, not '%s'."
                            .formatted(text));
        }
    }

    private static void checkLength(String field, @Nullable String text) {
        if (Objects.requireNonNullElse(text, "").length() > MAX_TEXT) {
            throw ApiException.invalid("`%s` of a workspace has at most %d characters.".formatted(field, MAX_TEXT));
        }
    }

    private static void checkName(String name) {
        if (name.equals(Workspace.DEFAULT.name())) {
            throw ApiException.invalid("The 'default' workspace is reserved and cannot be created.");
        }
        if (name.length() < SHORTEST_NAME
                || name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()) {
            throw ApiException.invalid(
                    "The name of a workspace has from %d to %d small letters, digits and hyphens, none of these at its ends."
                            .formatted(SHORTEST_NAME, LONGEST_NAME));
        }
        if (RESERVED.contains(name)) {
            throw ApiException.invalid("The name '%s' is reserved: choose another one.".formatted(name));
        }
    }
}
