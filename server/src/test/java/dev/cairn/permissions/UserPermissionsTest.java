package dev.cairn.permissions;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static dev.cairn.access.Resource.SCORER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.permissions.DeleteRole;
import dev.cairn.protocol.permissions.GetUserPermission;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListCurrentUserPermissions;
import dev.cairn.protocol.permissions.ListUserPermissions;
import dev.cairn.protocol.permissions.ListUserRoles;
import dev.cairn.protocol.permissions.RevokeUserPermission;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.UserPermission;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What single people may do, on a database of their own. There need be no experiment 1 for this.
@OnEachDatabase
final class UserPermissionsTest {
    @RegisterExtension
    final People people;

    UserPermissionsTest(TestDatabase kind) {
        people = new People(kind, "ann", "bob");
    }

    @Test
    void whoCreatesAThingManagesItAndSaysWhoElseMayDoWhatWithIt() {
        owns("ann", EXPERIMENT, "1");
        assertThat(level("ann", EXPERIMENT, "1")).isEqualTo(Level.MANAGE);

        grant(people.as("ann"), "bob", "experiment", "1", "EDIT");
        assertThat(level("bob", EXPERIMENT, "1")).isEqualTo(Level.EDIT);
        assertThat(level("bob", EXPERIMENT, "2")).isEqualTo(Level.READ);
        revoke(people.as("ann"), "bob", "experiment", "1");
        assertThat(level("bob", EXPERIMENT, "1")).isEqualTo(Level.READ);
        grant(people.as("ann"), "BOB", "experiment", "1", "DENY");
        assertThat(level("bob", EXPERIMENT, "1")).isEqualTo(Level.NONE);
    }

    @Test
    void whoOnlyWorksWithAThingGrantsNothingOnIt() {
        owns("ann", EXPERIMENT, "1");
        grant(people.as("ann"), "bob", "experiment", "1", "EDIT");

        assertRefused(ErrorCode.PERMISSION_DENIED, () -> grant(people.as("bob"), "bob", "experiment", "1", "MANAGE"));
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> revoke(people.as("bob"), "ann", "experiment", "1"));
    }

    @Test
    void whoDoesNotSeeAThingIsToldThatItIsNotThere() {
        people.addStranger("eve");

        assertMissing(() -> grant(people.as("eve"), "eve", "experiment", "1", "READ"));
        assertMissing(() -> revoke(people.as("eve"), "ann", "experiment", "1"));
    }

    @Test
    void onlyWhoManagesTheWorkspaceGrantsOnAllOfAKind() {
        owns("ann", EXPERIMENT, "1");
        for (String type : new String[] {"experiment", "run", "registered_model", "gateway_secret"}) {
            assertRefused(ErrorCode.PERMISSION_DENIED, () -> grant(people.as("ann"), "ann", type, "*", "MANAGE"));
        }

        people.assign("ann", people.role("admin"));
        grant(people.as("ann"), "bob", "experiment", "*", "USE");

        assertThat(level("bob", EXPERIMENT, "2")).isEqualTo(Level.USE);
    }

    @Test
    void whatIsGrantedHoldsInItsWorkspaceAlone() {
        Workspace other = people.workspace();
        grant(people.root().in(other), "bob", "experiment", "1", "MANAGE");

        assertThat(people.as("bob", other).rights().level(EXPERIMENT, "1")).isEqualTo(Level.MANAGE);
        assertThat(people.as("bob", other).rights().level(EXPERIMENT, "2")).isEqualTo(Level.NONE);
        assertThat(level("bob", EXPERIMENT, "1")).isEqualTo(Level.READ);
        assertMissing(() -> revoke(people.root(), "bob", "experiment", "1"));
    }

    @Test
    void theSameIsGrantedAndRevokedOnce() {
        Caller root = people.root();
        grant(root, "bob", "experiment", "1", "READ");

        assertRefused(ErrorCode.RESOURCE_ALREADY_EXISTS, () -> grant(root, "bob", "experiment", "1", "EDIT"));
        revoke(root, "bob", "experiment", "1");
        assertMissing(() -> revoke(root, "bob", "experiment", "1"));
        assertMissing(() -> revoke(root, "ann", "experiment", "1"));
        assertMissing(() -> grant(root, "nobody", "experiment", "1", "READ"));
    }

    @ParameterizedTest
    @CsvSource({"planet,1,READ", "experiment,1,NO_PERMISSIONS", "run,1,READ", "workspace,*,MANAGE", "workspace,*,USE"})
    void whatCannotBeGrantedToOneUserIsRefused(String type, String id, String level) {
        assertInvalid(() -> grant(people.root(), "bob", type, id, level));
    }

    @Test
    void oneSeesWhatOneMayDoAndOfOthersNothing() {
        owns("ann", EXPERIMENT, "1");
        Caller ann = people.as("ann");

        assertThat(people.ofUsers.current(ann, new ListCurrentUserPermissions()).permissions())
                .extracting(UserPermissionsTest::words)
                .containsExactly("experiment 1 MANAGE", "workspace * USE");
        assertThat(people.ofUsers.list(ann, new ListUserPermissions("ANN")).permissions())
                .hasSize(2);
        assertThat(told(ann, "experiment", "1")).isEqualTo("true MANAGE");
        assertThat(told(ann, "experiment", "2")).isEqualTo("false READ");
        for (String other : new String[] {"bob", "nobody"}) {
            assertDenied(() -> people.ofUsers.list(ann, new ListUserPermissions(other)));
            assertDenied(() -> people.ofUsers.roles(ann, new ListUserRoles(other)));
            assertDenied(() -> people.ofUsers.get(ann, new GetUserPermission(other, "experiment", "1")));
        }
    }

    @Test
    void whoManagesAWorkspaceSeesWhatOthersMayDoThere() {
        Workspace mine = people.workspace();
        people.assign("ann", people.role("admin", mine));
        grant(people.root().in(mine), "bob", "experiment", "1", "EDIT");

        assertThat(people.ofUsers
                        .list(people.as("ann"), new ListUserPermissions("bob"))
                        .permissions())
                .extracting(UserPermissionsTest::words)
                .containsExactly("experiment 1 EDIT");
        assertThat(people.ofUsers
                        .roles(people.as("ann"), new ListUserRoles("bob"))
                        .roles())
                .extracting(Role::workspace)
                .containsExactly(mine.name());
        assertThat(people.ofUsers
                        .get(people.as("ann", mine), new GetUserPermission("bob", "experiment", "1"))
                        .permission())
                .isEqualTo("EDIT");
        assertDenied(() -> people.ofUsers.get(people.as("ann"), new GetUserPermission("bob", "experiment", "1")));
    }

    @Test
    void administratorsNeedNoGrants() {
        assertThat(people.ofUsers
                        .current(people.root(), new ListCurrentUserPermissions())
                        .isAdmin())
                .isTrue();
        assertThat(people.ofUsers
                        .get(people.root(), new GetUserPermission("root", "experiment", "1"))
                        .permission())
                .isEqualTo("MANAGE");
        people.roles.delete(people.root(), new DeleteRole(people.role("admin").id()));
        people.roles.delete(people.root(), new DeleteRole(people.role("user").id()));
        people.add("eve");
        grant(people.root(), "eve", "experiment", "1", "READ");
        assertThat(level("eve", EXPERIMENT, "1")).isEqualTo(Level.READ);
    }

    @Test
    void whatIsGrantedOnAModelGoesWithItsName() {
        owns("ann", REGISTERED_MODEL, "old");
        grant(people.as("ann"), "bob", "registered_model", "old", "EDIT");

        change(tx -> Permissions.rename(tx, Workspace.DEFAULT, REGISTERED_MODEL, "old", "new"));

        assertThat(level("ann", REGISTERED_MODEL, "new")).isEqualTo(Level.MANAGE);
        assertThat(level("bob", REGISTERED_MODEL, "new")).isEqualTo(Level.EDIT);
        assertThat(level("bob", REGISTERED_MODEL, "old")).isEqualTo(Level.READ);
    }

    @Test
    void whatWasGrantedOnANameThatNothingHadIsNotOnWhatIsRenamedToIt() {
        grant(people.root(), "bob", "registered_model", "new", "MANAGE");
        assertThat(level("bob", REGISTERED_MODEL, "new")).isEqualTo(Level.MANAGE);

        change(tx -> Permissions.rename(tx, Workspace.DEFAULT, REGISTERED_MODEL, "old", "new"));

        assertThat(level("bob", REGISTERED_MODEL, "new")).isEqualTo(Level.READ);
    }

    @Test
    void nobodyHasPermissionsOnAnotherThingOfTheName() {
        owns("ann", REGISTERED_MODEL, "m");
        assertThat(level("ann", REGISTERED_MODEL, "m")).isEqualTo(Level.MANAGE);

        change(tx -> Permissions.forget(tx, Workspace.DEFAULT, REGISTERED_MODEL, "m"));

        assertThat(level("ann", REGISTERED_MODEL, "m")).isEqualTo(Level.READ);
    }

    @Test
    void withAnExperimentWhatIsGrantedOnItsScorersIsGone() {
        for (String experiment : new String[] {"7", "70", "17"}) {
            owns("ann", EXPERIMENT, experiment);
            owns("ann", SCORER, experiment + "/mine");
        }

        change(tx -> Permissions.forgetExperiment(tx, 7));

        assertThat(people.ofUsers
                        .current(people.as("ann"), new ListCurrentUserPermissions())
                        .permissions())
                .extracting(UserPermissionsTest::words)
                .containsExactlyInAnyOrder(
                        "experiment 17 MANAGE",
                        "experiment 70 MANAGE",
                        "scorer 17/mine MANAGE",
                        "scorer 70/mine MANAGE",
                        "workspace * USE");
        assertThat(level("ann", SCORER, "7/mine")).isEqualTo(Level.READ);
    }

    /// SQLite gives the number of the last account again once that is gone; what servers remember goes by the number.
    @Test
    void nothingThatAnAccountMightDoGoesToALaterOne() {
        for (int changes = 0; changes < 5; changes++) {
            people.add("eve");
            for (int i = 0; i < changes; i++) {
                owns("eve", EXPERIMENT, Integer.toString(i + 1));
            }
            people.assign("eve", people.role("admin"));
            assertThat(level("eve", EXPERIMENT, "9")).isEqualTo(Level.MANAGE);

            people.delete("eve");
            people.add("eve");

            assertThat(level("eve", EXPERIMENT, "9")).isEqualTo(Level.READ);
            assertThat(people.ofUsers
                            .current(people.as("eve"), new ListCurrentUserPermissions())
                            .permissions())
                    .extracting(UserPermissionsTest::words)
                    .containsExactly("workspace * USE");
            people.delete("eve");
        }
    }

    @Test
    void whoHasNoAccountOwnsNothing() {
        change(tx -> Permissions.own(tx, Caller.LOCAL_OWNER, EXPERIMENT, "1"));

        assertThat(people.database.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM roles WHERE user_id IS NOT NULL")))
                .isZero();
    }

    private void owns(String name, Resource resource, String id) {
        Caller creator = people.as(name);
        change(tx -> Permissions.own(tx, creator, resource, id));
    }

    private void change(Consumer<Transaction> change) {
        people.database.write(tx -> {
            change.accept(tx);
            return true;
        });
    }

    private void grant(Caller caller, String name, String type, String id, String level) {
        people.ofUsers.grant(caller, new GrantUserPermission(name, type, id, level));
    }

    private void revoke(Caller caller, String name, String type, String id) {
        people.ofUsers.revoke(caller, new RevokeUserPermission(name, type, id));
    }

    private Level level(String name, Resource resource, String id) {
        return people.as(name).rights().level(resource, id);
    }

    private String told(Caller caller, String type, String id) {
        GetUserPermission.Response told = people.ofUsers.get(caller, new GetUserPermission(caller.user(), type, id));
        return told.allowed() + " " + told.permission();
    }

    private static String words(UserPermission permission) {
        return permission.resourceType() + " " + permission.resourcePattern() + " " + permission.permission();
    }

    private static void assertDenied(ThrowingCallable call) {
        assertRefused(ErrorCode.PERMISSION_DENIED, call);
    }
}
