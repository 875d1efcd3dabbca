package dev.cairn.permissions;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.access.Resource.EXPERIMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Level;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.groups.Groups;
import dev.cairn.protocol.permissions.AssignRole;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListCurrentUserPermissions;
import dev.cairn.protocol.permissions.ListRoleUsers;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RevokeUserPermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.UnassignRole;
import dev.cairn.protocol.permissions.UserPermission;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is given to a group is given to whoever is in it, by whatever way, as long as they are.
@OnEachDatabase
final class GroupRightsTest {
    @RegisterExtension
    final People people;

    private final Groups groups;

    GroupRightsTest(TestDatabase kind) {
        people = new People(kind, "ann", "bob");
        groups = new Groups(people.database, InstantSource.system());
    }

    @BeforeEach
    void addGroups() {
        groups.add("team");
        groups.add("department");
        groups.addMember("department", "team", true);
    }

    @Test
    void aRoleOfAGroupIsThatOfItsMembersFromTheNextRequestOn() {
        Role editors = people.create("editors");
        people.permit(editors, "experiment", "*", "EDIT");
        groups.addMember("team", "ann", false);
        assertThat(level("ann")).isEqualTo(Level.READ);
        assign(editors, "department");
        assertThat(level("ann")).isEqualTo(Level.EDIT);
        assertThat(level("bob")).isEqualTo(Level.READ);
        groups.addMember("department", "bob", false);
        assertThat(level("bob")).isEqualTo(Level.EDIT);
        groups.removeMember("department", "bob", false);
        assertThat(level("bob")).isEqualTo(Level.READ);
        groups.removeMember("department", "team", true);
        assertThat(level("ann")).isEqualTo(Level.READ);
        groups.addMember("department", "team", true);
        people.roles.unassign(people.root(), new UnassignRole(null, editors.id(), "DEPARTMENT"));
        assertThat(level("ann")).isEqualTo(Level.READ);
    }

    @Test
    void whatIsGivenToADeletedGroupIsTakenFromItsMembersAndNotGivenToALaterOne() {
        groups.addMember("team", "ann", false);
        grant("department", "MANAGE");
        assertThat(level("ann")).isEqualTo(Level.MANAGE);
        groups.delete("department");
        assertThat(level("ann")).isEqualTo(Level.READ);
        groups.add("department");
        groups.addMember("department", "ann", false);
        assertThat(level("ann")).isEqualTo(Level.READ);
    }

    @Test
    void aMemberHasTheMostOfWhatIsGivenToThemAndToTheirGroups() {
        groups.addMember("team", "ann", false);
        grant("team", "USE");
        grant("department", "EDIT");
        people.ofUsers.grant(people.root(), new GrantUserPermission("ann", "experiment", "1", "READ"));
        assertThat(level("ann")).isEqualTo(Level.EDIT);
        people.ofUsers.revoke(people.root(), new RevokeUserPermission(null, "experiment", "1", "department"));
        grant("department", "DENY");
        assertThat(level("ann")).isEqualTo(Level.NONE);
    }

    @Test
    void aGroupHasRolesInWorkspacesWhoseMembersThenUseThem() {
        Workspace other = people.workspace();
        groups.addMember("team", "ann", false);
        assertThat(people.as("ann", other).rights().isEmpty()).isTrue();
        assign(people.role("admin", other), "team");
        assertThat(people.as("ann", other).rights().isAll()).isTrue();
        assertThat(people.as("bob", other).rights().isEmpty()).isTrue();
    }

    @Test
    void oneSeesWhatOneMayDoByOnesGroups() {
        groups.addMember("team", "ann", false);
        grant("department", "EDIT");
        assertThat(people.ofUsers
                        .current(people.as("ann"), new ListCurrentUserPermissions())
                        .permissions())
                .extracting(UserPermission::permission)
                .containsExactlyInAnyOrder("USE", "EDIT");
        assertThat(people.ofUsers
                        .roles(people.as("ann"), new ListUserRoles("ann"))
                        .roles())
                .extracting(Role::name)
                .containsExactly("user");
    }

    @Test
    void theGroupsThatHaveARoleAreListedBesideThePeople() {
        Role role = people.create("one");
        people.assign("ann", role);
        assign(role, "team");
        var listed = people.roles.listUsers(people.root(), new ListRoleUsers(role.id()));
        assertThat(listed.assignments()).hasSize(1);
        assertThat(listed.groups()).containsExactly("team");
        assertThat(people.ofUsers
                        .roles(people.root(), new ListUserRoles(null, "TEAM"))
                        .roles())
                .containsExactly(role);
    }

    @Test
    void aRequestNamesAUserOrAGroup() {
        Role role = people.create("one");
        assertInvalid(() -> people.roles.assign(people.root(), new AssignRole("ann", role.id(), "team")));
        assertMissing(() -> assign(role, "nobody"));
        assertMissing(() -> people.assign("team", role));
        assertMissing(() -> people.assign(":team", role));
    }

    private void assign(Role role, String group) {
        people.roles.assign(people.root(), new AssignRole(null, role.id(), group));
    }

    private void grant(String group, String level) {
        people.ofUsers.grant(people.root(), new GrantUserPermission(null, "experiment", "1", level, group));
    }

    private Level level(String name) {
        return people.as(name).rights().level(EXPERIMENT, "1");
    }
}
