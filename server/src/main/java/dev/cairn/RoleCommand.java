package dev.cairn;

import dev.cairn.access.Workspace;
import dev.cairn.approvals.Approvals;
import dev.cairn.config.ServerOptions;
import dev.cairn.live.Live;
import dev.cairn.permissions.Permissions;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RolePermission;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn role`: who may do what, by who has the machine; beside a server that runs, which knows of it at the next
/// request.
@Command(name = "role", description = "Says who may do what in a workspace.", mixinStandardHelpOptions = true)
final class RoleCommand {
    private static final String TYPES = "What it is: experiment, registered_model, prompt, scorer, ...";
    private static final String ID = "Its id or name; '*' is all of them.";

    @Command(description = "Lists the roles of a workspace, or all that somebody has, with what they give.")
    int list(
            @Parameters(paramLabel = "USER", arity = "0..1", description = "Whose, in all workspaces.")
                    Optional<String> user,
            @Mixin Whom whom,
            @Mixin In in,
            @Mixin ServerOptions options) {
        return with(
                options,
                permissions -> user.map(
                                name -> whom.isGroup ? permissions.rolesOfGroup(name) : permissions.rolesOf(name))
                        .orElseGet(() -> permissions.roles(in.workspace))
                        .forEach(RoleCommand::print));
    }

    @Command(description = "Gives somebody a role, such as admin or user.")
    int assign(
            @Parameters(paramLabel = "USER") String user,
            @Mixin Whom whom,
            @Parameters(paramLabel = "ROLE") String role,
            @Mixin In in,
            @Mixin ServerOptions options) {
        return with(options, permissions -> {
            permissions.assign(user, whom.isGroup, role, in.workspace);
            System.out.printf("%s has the role %s of the workspace %s.%n", user, role, in.workspace);
        });
    }

    @Command(description = "Takes a role away from somebody.")
    int unassign(
            @Parameters(paramLabel = "USER") String user,
            @Mixin Whom whom,
            @Parameters(paramLabel = "ROLE") String role,
            @Mixin In in,
            @Mixin ServerOptions options) {
        return with(options, permissions -> {
            permissions.unassign(user, whom.isGroup, role, in.workspace);
            System.out.printf("%s no longer has the role %s of the workspace %s.%n", user, role, in.workspace);
        });
    }

    @Command(description = "Lets one person do something with a thing: role grant ann EDIT experiment 7")
    int grant(
            @Parameters(paramLabel = "USER") String user,
            @Mixin Whom whom,
            @Parameters(paramLabel = "LEVEL", description = "READ, USE, EDIT, MANAGE, or DENY.") String level,
            @Parameters(paramLabel = "TYPE", description = TYPES) String type,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Mixin In in,
            @Mixin ServerOptions options) {
        return with(options, permissions -> {
            String permission = level.toUpperCase(Locale.ROOT);
            permissions.grant(user, whom.isGroup, permission, type, id, in.workspace);
            System.out.printf("%s has %s on %s %s.%n", user, permission, type, id);
        });
    }

    @Command(description = "Takes back what was granted to one person: role revoke ann experiment 7")
    int revoke(
            @Parameters(paramLabel = "USER") String user,
            @Mixin Whom whom,
            @Parameters(paramLabel = "TYPE", description = TYPES) String type,
            @Parameters(paramLabel = "ID", description = ID) String id,
            @Mixin In in,
            @Mixin ServerOptions options) {
        return with(options, permissions -> {
            permissions.revoke(user, whom.isGroup, type, id, in.workspace);
            System.out.printf("What was granted to %s on %s %s is taken back.%n", user, type, id);
        });
    }

    /// Whether it is about a group.
    static final class Whom {
        @Option(names = "--group", description = "USER is the name of a group.")
        private boolean isGroup;
    }

    /// In which workspace.
    static final class In {
        @Option(
                names = "--workspace",
                paramLabel = "NAME",
                defaultValue = "default",
                description = "In which workspace. Default: ${DEFAULT-VALUE}.")
        private String workspace = Workspace.DEFAULT.name();
    }

    private static int with(ServerOptions options, Consumer<Permissions> work) {
        InstantSource clock = InstantSource.system();
        return UserCommand.withDatabase(options, database -> {
            try (Live live = new Live(database, clock)) {
                work.accept(new Permissions(database, Approvals.permissionListeners(live, clock)));
            }
        });
    }

    /// A line for each thing that a role gives, in the order of the arguments of `grant`.
    private static void print(Role role) {
        String name = role.workspace() + "/" + (Permissions.isOwn(role) ? "(own)" : role.name());
        List<RolePermission> permissions = role.permissions();
        if (permissions.isEmpty()) {
            System.out.printf("%s  nothing%n", name);
        }
        permissions.forEach(given -> System.out.printf(
                "%s  %s %s %s%n", name, given.permission(), given.resourceType(), given.resourcePattern()));
    }
}
