package dev.cairn.permissions;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.groups.Groups;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListPermissions;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.SetUserPermission;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what with an experiment that Ann made. There need be no experiment 1 for this.
@OnEachDatabase
final class ThingPermissionsTest {
    @RegisterExtension
    final People people;

    private final ThingPermissions rules;

    ThingPermissionsTest(TestDatabase kind) {
        people = new People(kind, "ann", "bob");
        rules = new ThingPermissions(people.database, new Changes(List.of()));
    }

    @BeforeEach
    void letAnnMakeIt() {
        people.database.write(tx -> {
            Permissions.own(tx, people.as("ann"), EXPERIMENT, "1");
            return true;
        });
    }

    @Test
    void whoManagesAThingSeesWhoMayDoWhatWithIt() {
        set("ann", "bob", "DENY");
        Role readers = people.create("readers");
        people.permit(readers, "experiment", "*", "EDIT");
        people.permit(readers, "experiment", "1", "READ");
        people.permit(people.create("others"), "registered_model", "*", "MANAGE");

        ListPermissions.Response seen = list(people.as("ann"));

        assertThat(seen.own()).isEqualTo("MANAGE");
        assertThat(words(seen)).containsExactly("ann MANAGE", "bob DENY");
        assertThat(seen.roles())
                .extracting(role -> role.roleName() + " " + role.permission() + " " + role.members())
                .containsExactly("admin MANAGE 0", "readers EDIT 0", "user READ 3");
    }

    @Test
    void whatOnePersonMayDoWithAllOfAKindIsTheirs() {
        people.ofUsers.grant(people.root(), new GrantUserPermission("bob", "experiment", "*", "EDIT"));

        ListPermissions.Response seen = list(people.as("ann"));

        assertThat(words(seen)).containsExactly("ann MANAGE");
        assertThat(seen.roles())
                .filteredOn(role -> "bob".equals(role.username()))
                .extracting(ListPermissions.Inherited::permission)
                .containsExactly("EDIT");
    }

    @Test
    void whoMovesVersionsOfAModelIsToldExactly() {
        people.database.write(tx -> {
            Permissions.own(tx, people.as("ann"), REGISTERED_MODEL, "churn");
            return true;
        });
        String level = "MANAGE_STAGING_VERSIONS";
        rules.set(people.as("ann"), new SetUserPermission("bob", "registered_model", "churn", level, null));
        ListPermissions request = new ListPermissions("registered_model", "churn");

        assertThat(words(rules.list(people.as("ann"), request))).containsExactly("ann MANAGE", "bob " + level);
        assertThat(rules.list(people.as("bob"), request).own()).isEqualTo(level);
    }

    @Test
    void whoDoesNotManageItIsToldWhoDoes() {
        set("ann", "bob", "EDIT");

        ListPermissions.Response seen = list(people.as("bob"));

        assertThat(seen.own()).isEqualTo("EDIT");
        assertThat(words(seen)).containsExactly("ann MANAGE");
        assertThat(seen.roles()).isEmpty();
    }

    @Test
    void whoDoesNotSeeItIsToldThatItIsNotThere() {
        set("ann", "bob", "DENY");
        people.addStranger("eve");

        assertMissing(() -> list(people.as("bob")));
        assertMissing(() -> list(people.as("eve")));
        assertMissing(() -> rules.set(people.as("eve"), request("eve", "MANAGE")));
    }

    @Test
    void aLevelTakesThePlaceOfTheOneBefore() {
        set("ann", "bob", "MANAGE");
        set("ann", "BOB", "READ");

        assertThat(words(list(people.as("ann")))).containsExactly("ann MANAGE", "bob READ");
        assertThat(people.as("bob").rights().level(EXPERIMENT, "1")).isEqualTo(Level.READ);
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> set("bob", "bob", "MANAGE"));
        assertMissing(() -> set("ann", "nobody", "READ"));
    }

    @Test
    void whatIsGrantedInAnotherWorkspaceIsNotSeen() {
        Workspace other = people.workspace();
        people.ofUsers.grant(people.root().in(other), new GrantUserPermission("bob", "experiment", "1", "EDIT"));

        assertThat(words(list(people.root()))).containsExactly("ann MANAGE");
        assertThat(words(list(people.root().in(other)))).containsExactly("bob EDIT");
    }

    @Test
    void aGroupIsLetInAsAPersonIs() {
        new Groups(people.database, InstantSource.system()).add("bob");

        rules.set(people.as("ann"), new SetUserPermission(null, "experiment", "1", "EDIT", "bob"));
        set("ann", "bob", "READ");

        assertThat(list(people.as("ann")).people())
                .filteredOn(person -> person.username().equals("bob"))
                .extracting(person -> person.isGroup() + " " + person.permission())
                .containsExactlyInAnyOrder("true EDIT", "false READ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "scorer", "workspace", "gateway_secret", "planet"})
    void onlyWholeThingsAreShared(String type) {
        assertInvalid(() -> rules.list(people.root(), new ListPermissions(type, "1")));
        assertInvalid(() -> rules.set(people.root(), new SetUserPermission("bob", type, "1", "READ", null)));
    }

    private void set(String by, String username, String level) {
        rules.set(people.as(by), request(username, level));
    }

    private static SetUserPermission request(String username, String level) {
        return new SetUserPermission(username, "experiment", "1", level, null);
    }

    private ListPermissions.Response list(Caller caller) {
        return rules.list(caller, new ListPermissions("experiment", "1"));
    }

    private static List<String> words(ListPermissions.Response seen) {
        return seen.people().stream()
                .map(person -> person.username() + " " + person.permission())
                .toList();
    }
}
