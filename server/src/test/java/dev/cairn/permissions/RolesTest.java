package dev.cairn.permissions;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.access.Resource.EXPERIMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.permissions.AddRolePermission;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.CreateRole;
import dev.cairn.protocol.permissions.DeleteRole;
import dev.cairn.protocol.permissions.GetRole;
import dev.cairn.protocol.permissions.ListRolePermissions;
import dev.cairn.protocol.permissions.ListRoleUsers;
import dev.cairn.protocol.permissions.ListRoles;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RemoveRolePermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.RoleAssignment;
import dev.cairn.protocol.permissions.RolePermission;
import dev.cairn.protocol.permissions.UnassignRole;
import dev.cairn.protocol.permissions.UpdateRole;
import dev.cairn.protocol.permissions.UpdateRolePermission;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Roles, what they give and who may change them, on a database of their own: users are of the whole server.
@OnEachDatabase
final class RolesTest {
    @RegisterExtension
    final People people;

    RolesTest(TestDatabase kind) {
        people = new People(kind, "ann");
    }

    @Test
    void everyWorkspaceBeginsWithARoleToManageItAndOneToUseIt() {
        for (Workspace workspace : List.of(Workspace.DEFAULT, people.workspace())) {
            assertThat(given("admin", workspace)).containsExactly("workspace * MANAGE");
            assertThat(given("user", workspace)).containsExactly("workspace * USE");
        }
    }

    @Test
    void aNewAccountUsesTheDefaultWorkspaceUntilThatIsTakenAway() {
        assertThat(level("ann")).isEqualTo(Level.READ);
        assertThat(people.as("ann", people.workspace()).rights().isEmpty()).isTrue();

        people.roles.unassign(
                people.root(), new UnassignRole("ann", people.role("user").id()));

        assertThat(people.as("ann").rights().isEmpty()).isTrue();
    }

    @Test
    void whatARoleGivesIsChangedForAllWhoHaveIt() {
        people.add("bob");
        Role editors = people.create("editors");
        people.assign("ann", editors);
        people.assign("bob", editors);
        assertThat(levels()).containsOnly(Level.READ);

        RolePermission permission = people.permit(editors, "experiment", "*", "EDIT");
        assertThat(levels()).containsOnly(Level.EDIT);
        people.roles.updatePermission(people.root(), new UpdateRolePermission(permission.id(), "DENY"));
        assertThat(levels()).containsOnly(Level.NONE);
        people.roles.removePermission(people.root(), new RemoveRolePermission(permission.id()));
        assertThat(levels()).containsOnly(Level.READ);
        people.permit(editors, "experiment", "1", "MANAGE");
        assertThat(levels()).containsOnly(Level.MANAGE);
        people.roles.delete(people.root(), new DeleteRole(editors.id()));
        assertThat(levels()).containsOnly(Level.READ);
    }

    @Test
    void aRoleIsGivenAndTakenAway() {
        Role admin = people.role("admin");

        RoleAssignment made = people.roles
                .assign(people.root(), new AssignRole("ANN", admin.id()))
                .assignment();

        assertThat(people.as("ann").rights().isAll()).isTrue();
        assertThat(people.roles
                        .listUsers(people.root(), new ListRoleUsers(admin.id()))
                        .assignments())
                .containsExactly(made);
        assertRefused(
                ErrorCode.RESOURCE_ALREADY_EXISTS,
                () -> people.roles.assign(people.root(), new AssignRole("ann", admin.id())));
        people.roles.unassign(people.root(), new UnassignRole("ann", admin.id()));
        assertThat(people.as("ann").rights().isAll()).isFalse();
        assertMissing(() -> people.roles.unassign(people.root(), new UnassignRole("ann", admin.id())));
        assertMissing(() -> people.roles.assign(people.root(), new AssignRole("nobody", admin.id())));
    }

    @Test
    void aNameIsTakenOnlyOnceInAWorkspace() {
        Role one = people.create("one");
        people.create("other");

        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> people.create("one"));
        assertRefused(
                ErrorCode.RESOURCE_ALREADY_EXISTS,
                () -> people.roles.update(people.root(), new UpdateRole(one.id(), "other", null)));
        String elsewhere = people.workspace().name();
        assertThat(people.roles
                        .create(people.root(), new CreateRole("one", elsewhere, null))
                        .role()
                        .workspace())
                .isEqualTo(elsewhere);
    }

    @Test
    void aRoleIsRenamedAndDescribed() {
        Role role = people.create("one");

        people.roles.update(people.root(), new UpdateRole(role.id(), "two", null));
        people.roles.update(people.root(), new UpdateRole(role.id(), null, "of two"));

        Role now = people.roles.get(people.root(), new GetRole(role.id())).role();
        assertThat(now).isEqualTo(new Role(role.id(), "two", "default", "of two", List.of()));
        assertInvalid(() -> people.roles.update(people.root(), new UpdateRole(role.id(), null, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "__user_1__", "__user_"})
    void aNameThatIsNotForRolesIsRefused(String name) {
        Role role = people.create("one");

        assertInvalid(() -> people.create(name));
        assertInvalid(() -> people.roles.update(people.root(), new UpdateRole(role.id(), name, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "planet,*,READ",
        "EXPERIMENT,*,READ",
        "experiment,1,read",
        "experiment,1,NO_PERMISSIONS",
        "workspace,*,READ",
        "workspace,*,EDIT",
        "workspace,*,DENY",
        "workspace,default,USE",
        "run,1,READ",
        "trace,tr-1,READ",
        "registered_model_version,m,READ"
    })
    void whatNoRoleCanGiveIsRefused(String type, String pattern, String level) {
        Role role = people.create("one");

        assertInvalid(() -> people.permit(role, type, pattern, level));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway_secret", "gateway_endpoint", "gateway_model_definition", "mcp_server"})
    void whatThisServerDoesNotHaveMayBeGivenAndChangesNothing(String type) {
        Role role = people.create("one");
        people.assign("ann", role);

        people.permit(role, type, "x", "MANAGE");

        assertThat(level("ann")).isEqualTo(Level.READ);
    }

    @Test
    void aRoleGivesOneThingOnEachPattern() {
        Role role = people.create("one");
        RolePermission permission = people.permit(role, "experiment", "1", "READ");

        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> people.permit(role, "experiment", "1", "EDIT"));
        assertThat(people.roles
                        .listPermissions(people.root(), new ListRolePermissions(role.id()))
                        .rolePermissions())
                .containsExactly(permission);
    }

    @Test
    void whoManagesAWorkspaceManagesItsRolesAndNoOthers() {
        Workspace mine = people.workspace();
        people.assign("ann", people.role("admin", mine));
        Caller ann = people.as("ann");

        Role made = people.roles
                .create(ann, new CreateRole("mine", mine.name(), null))
                .role();
        people.roles.addPermission(ann, new AddRolePermission(made.id(), "experiment", "*", "EDIT"));
        people.roles.assign(ann, new AssignRole("ann", made.id()));
        people.roles.update(ann, new UpdateRole(made.id(), "still mine", null));
        people.roles.delete(ann, new DeleteRole(made.id()));

        everyChange(ann, people.role("admin")).forEach(change -> assertRefused(ErrorCode.PERMISSION_DENIED, change));
        everyChange(ann, people.role("admin", people.workspace())).forEach(change -> assertMissing(change));
    }

    @Test
    void whoUsesAWorkspaceSeesItsRolesAndChangesNone() {
        Caller ann = people.as("ann");
        Role role = people.role("admin");

        assertThat(people.roles.get(ann, new GetRole(role.id())).role()).isEqualTo(role);
        assertThat(people.roles.list(ann, new ListRoles(List.of("default"))).roles())
                .contains(role);
        everyChange(ann, role).forEach(change -> assertRefused(ErrorCode.PERMISSION_DENIED, change));
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> people.roles.listUsers(ann, new ListRoleUsers(role.id())));
    }

    @Test
    void aWorkspaceThatOneIsNotInIsAsIfItWereNotThere() {
        Caller ann = people.as("ann");
        String hidden = people.workspace().name();

        String refused = told(() -> people.roles.list(ann, new ListRoles(List.of(hidden))));

        assertThat(refused.replace(hidden, "x"))
                .isEqualTo(told(() -> people.roles.list(ann, new ListRoles(List.of("x")))))
                .isEqualTo(told(() -> people.roles.create(ann, new CreateRole("one", "x", null))))
                .isEqualTo(told(() -> people.roles.create(ann, new CreateRole("one", hidden, null)))
                        .replace(hidden, "x"));
    }

    private static String told(ThrowingCallable call) {
        return String.valueOf(assertMissing(call).actual());
    }

    @Test
    void onlyAdministratorsListTheRolesOfAllWorkspaces() {
        Workspace other = people.workspace();

        assertThat(people.roles.list(people.root(), new ListRoles(List.of())).roles())
                .extracting(role -> role.workspace() + " " + role.name())
                .containsExactly("default admin", "default user", other.name() + " admin", other.name() + " user");
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> people.roles.list(people.as("ann"), new ListRoles(List.of())));
    }

    @Test
    void whatIsGrantedToOneUserIsARoleOfTheirsAlone() {
        people.add("bob");
        Caller ann = people.as("ann");
        people.database.write(tx -> {
            Permissions.own(tx, ann, EXPERIMENT, "1");
            return true;
        });
        Role own = people.ofUsers
                .roles(people.root(), new ListUserRoles("ann"))
                .roles()
                .getFirst();

        assertThat(own.name()).startsWith("__user_");
        assertThat(people.roles
                        .list(people.root(), new ListRoles(List.of("default")))
                        .roles())
                .doesNotContain(own);
        assertInvalid(() -> people.roles.assign(people.root(), new AssignRole("bob", own.id())));
        assertInvalid(() -> people.roles.unassign(people.root(), new UnassignRole("ann", own.id())));
        assertInvalid(() -> people.roles.update(people.root(), new UpdateRole(own.id(), "everybody", null)));
        assertThat(people.roles.get(people.as("ann"), new GetRole(own.id())).role())
                .isEqualTo(own);
        assertMissing(() -> people.roles.get(people.as("bob"), new GetRole(own.id())));
        assertMissing(() -> people.roles.listPermissions(people.as("bob"), new ListRolePermissions(own.id())));
    }

    @Test
    void aRoleThatIsNotThereIsMissing() {
        everyChange(people.root(), new Role(999_999L, "none", "default", null, List.of()))
                .forEach(change -> assertMissing(change));
        assertMissing(() -> people.roles.updatePermission(people.root(), new UpdateRolePermission(999_999L, "READ")));
        assertMissing(() -> people.roles.removePermission(people.root(), new RemoveRolePermission(999_999L)));
    }

    private List<ThrowingCallable> everyChange(Caller caller, Role role) {
        long id = role.id();
        return List.of(
                () -> people.roles.update(caller, new UpdateRole(id, null, "other")),
                () -> people.roles.addPermission(caller, new AddRolePermission(id, "experiment", "*", "MANAGE")),
                () -> people.roles.assign(caller, new AssignRole("ann", id)),
                () -> people.roles.unassign(caller, new UnassignRole("ann", id)),
                () -> people.roles.delete(caller, new DeleteRole(id)));
    }

    private List<String> given(String role, Workspace workspace) {
        return people.role(role, workspace).permissions().stream()
                .map(permission ->
                        permission.resourceType() + " " + permission.resourcePattern() + " " + permission.permission())
                .toList();
    }

    private List<Level> levels() {
        return List.of(level("ann"), level("bob"));
    }

    private Level level(String name) {
        return people.as(name).rights().level(EXPERIMENT, "1");
    }
}
