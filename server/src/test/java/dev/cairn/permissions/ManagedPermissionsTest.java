package dev.cairn.permissions;

import static dev.cairn.Refused.assertInvalid;
import static dev.cairn.Refused.assertMissing;
import static dev.cairn.Refused.assertRefused;
import static dev.cairn.access.Resource.EXPERIMENT;
import static dev.cairn.access.Resource.REGISTERED_MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.access.Caller;
import dev.cairn.access.Level;
import dev.cairn.access.Resource;
import dev.cairn.access.Workspace;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.groups.Groups;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.permissions.AccessControlRequest;
import dev.cairn.protocol.permissions.AccessControlResponse;
import dev.cairn.protocol.permissions.GetObjectPermissions;
import dev.cairn.protocol.permissions.GetPermissionLevels;
import dev.cairn.protocol.permissions.GrantUserPermission;
import dev.cairn.protocol.permissions.ListUserPermissions;
import dev.cairn.protocol.permissions.Role;
import dev.cairn.protocol.permissions.SetObjectPermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The managed platform's lists of who may do what, on an experiment and a model.
@OnEachDatabase
final class ManagedPermissionsTest {
    private static final String EXPERIMENT_ID = "7";

    @RegisterExtension
    final People people;

    private final ManagedPermissions managed;
    private String model = "";

    ManagedPermissionsTest(TestDatabase kind) {
        people = new People(kind, "ann", "bob");
        managed = new ManagedPermissions(people.database, new Changes(List.of()));
    }

    @BeforeEach
    void addThings() {
        Groups groups = new Groups(people.database, InstantSource.system());
        groups.add("Team");
        groups.addMember("team", "bob", false);
        people.database.write(tx -> tx.update("""
            INSERT INTO experiments
              (id, workspace_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
            VALUES (?, 1, 'e', '', 'active', 0, 0)
            """, Long.valueOf(EXPERIMENT_ID)));
        model = people.database.write(tx -> Long.toString(tx.number("""
            INSERT INTO registered_models
              (workspace_id, name, description, creation_time, last_update_time, last_version)
            VALUES (1, 'm', '', 0, 0, 0) RETURNING id
            """)));
    }

    @Test
    void whatIsSetHereIsWhatMlflowTells() {
        set(people.root(), user("ann", "CAN_EDIT"), group("TEAM", "CAN_MANAGE"));
        assertThat(level("ann", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.EDIT);
        assertThat(level("bob", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.MANAGE);
        assertThat(people.ofUsers
                        .list(people.root(), new ListUserPermissions("ann"))
                        .permissions())
                .anyMatch(given -> given.resourceType().equals("experiment")
                        && given.permission().equals("EDIT"));
        people.ofUsers.revoke(
                people.root(),
                new dev.cairn.protocol.permissions.RevokeUserPermission("ann", "experiment", EXPERIMENT_ID));
        assertThat(direct(people.root())).containsExactly("Team CAN_MANAGE");
    }

    @Test
    void aWholeListReplacesAndAPartIsAdded() {
        set(people.root(), user("ann", "CAN_EDIT"));
        update(people.root(), user("bob", "CAN_READ"), user("BOB", "CAN_EDIT"));
        assertThat(direct(people.root())).containsExactly("ann CAN_EDIT", "bob CAN_EDIT");
        set(people.root(), user("bob", "CAN_READ"));
        assertThat(direct(people.root())).containsExactly("bob CAN_READ");
        set(people.root());
        assertThat(direct(people.root())).isEmpty();
        assertThat(level("ann", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.READ);
    }

    @Test
    void whatRolesGiveIsToldAsInherited() {
        Role editors = people.create("editors");
        people.permit(editors, "experiment", "*", "EDIT");
        people.assign("ann", editors);
        AccessControlResponse ann = get(people.root()).stream()
                .filter(entry -> "ann".equals(entry.userName()))
                .findFirst()
                .orElseThrow();
        assertThat(ann.allPermissions())
                .allMatch(permission -> permission.inherited())
                .extracting(permission -> permission.permissionLevel() + permission.inheritedFromObject())
                .contains("CAN_EDIT[/roles/%d]".formatted(editors.id()))
                .hasSize(2);
        assertThat(get(people.root()))
                .filteredOn(entry -> "root".equals(entry.userName()))
                .singleElement()
                .satisfies(root -> assertThat(root.allPermissions().toString()).contains("CAN_MANAGE"));
    }

    @Test
    void aDenialStaysUntilTheListNamesWhoIsDenied() {
        people.ofUsers.grant(people.root(), new GrantUserPermission("ann", "experiment", EXPERIMENT_ID, "DENY"));
        set(people.root(), user("bob", "CAN_READ"));
        assertThat(level("ann", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.NONE);
        assertThat(direct(people.root())).containsExactly("bob CAN_READ");
        set(people.root(), user("ann", "CAN_READ"));
        assertThat(level("ann", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.READ);
    }

    @Test
    void whatIsReadAndWrittenBackChangesNothing() {
        people.ofUsers.grant(people.root(), new GrantUserPermission("ann", "experiment", EXPERIMENT_ID, "USE"));
        assertThat(direct(people.root())).containsExactly("ann CAN_READ");
        set(people.root(), user("ann", "CAN_READ"));
        assertThat(level("ann", EXPERIMENT, EXPERIMENT_ID)).isEqualTo(Level.USE);
    }

    @Test
    void modelsHaveLevelsOfTheirOwn() {
        setOnModel(user("ann", "CAN_MANAGE_STAGING_VERSIONS"), user("bob", "CAN_MANAGE_PRODUCTION_VERSIONS"));
        assertThat(level("ann", REGISTERED_MODEL, "m")).isEqualTo(Level.MANAGE_STAGING_VERSIONS);
        assertThat(directOf(managed.get(people.root(), new GetObjectPermissions("registered-models", model))
                        .accessControlList()))
                .containsExactly("ann CAN_MANAGE_STAGING_VERSIONS", "bob CAN_MANAGE_PRODUCTION_VERSIONS");
        assertThat(levels("registered-models", model)).hasSize(5);
        assertThat(levels("experiments", EXPERIMENT_ID)).containsExactly("CAN_READ", "CAN_EDIT", "CAN_MANAGE");
        assertInvalid(() -> set(people.root(), user("ann", "CAN_MANAGE_STAGING_VERSIONS")));
        assertInvalid(() -> people.ofUsers.grant(
                people.root(), new GrantUserPermission("ann", "experiment", EXPERIMENT_ID, "MANAGE_STAGING_VERSIONS")));
    }

    @Test
    void onlyWhoManagesAThingSeesAndSaysWhoDoesWhatWithIt() {
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> get(people.as("ann")));
        assertRefused(ErrorCode.PERMISSION_DENIED, () -> set(people.as("ann"), user("ann", "CAN_MANAGE")));
        assertThat(levels("experiments", EXPERIMENT_ID)).isNotEmpty();
        set(people.root(), user("ann", "CAN_MANAGE"));
        update(people.as("ann"), user("bob", "CAN_EDIT"));
        assertThat(direct(people.as("ann"))).hasSize(2);
        people.addStranger("eve");
        assertMissing(() -> get(people.as("eve")));
        assertMissing(() -> managed.levels(people.as("eve"), new GetPermissionLevels("experiments", EXPERIMENT_ID)));
    }

    @Test
    void whatIsNotThereIsMissing() {
        Workspace other = people.workspace();
        assertMissing(() -> get(people.root().in(other)));
        assertMissing(() -> managed.get(people.root(), new GetObjectPermissions("experiments", "12345")));
        assertMissing(() -> managed.get(people.root(), new GetObjectPermissions("registered-models", "m")));
        assertMissing(() -> set(people.root(), user("nobody", "CAN_READ")));
        assertMissing(() -> set(people.root(), user("team", "CAN_READ")));
        assertMissing(() -> set(people.root(), group("ann", "CAN_READ")));
        assertInvalid(() -> managed.get(people.root(), new GetObjectPermissions("clusters", "1")));
        assertInvalid(() -> set(people.root(), new AccessControlRequest("ann", "team", null, "CAN_READ")));
        assertInvalid(() -> set(people.root(), new AccessControlRequest(null, null, null, "CAN_READ")));
        assertInvalid(() -> set(people.root(), user("ann", "CAN_FLY")));
    }

    private static AccessControlRequest user(String name, String level) {
        return new AccessControlRequest(name, null, null, level);
    }

    private static AccessControlRequest group(String name, String level) {
        return new AccessControlRequest(null, name, null, level);
    }

    private void set(Caller caller, AccessControlRequest... all) {
        managed.set(caller, new SetObjectPermissions("experiments", EXPERIMENT_ID, List.of(all)));
    }

    private void setOnModel(AccessControlRequest... all) {
        managed.set(people.root(), new SetObjectPermissions("registered-models", model, List.of(all)));
    }

    private void update(Caller caller, AccessControlRequest... all) {
        managed.update(caller, new SetObjectPermissions("experiments", EXPERIMENT_ID, List.of(all)));
    }

    private List<AccessControlResponse> get(Caller caller) {
        return managed.get(caller, new GetObjectPermissions("experiments", EXPERIMENT_ID))
                .accessControlList();
    }

    private List<String> direct(Caller caller) {
        return directOf(get(caller));
    }

    private static List<String> directOf(List<AccessControlResponse> list) {
        return list.stream()
                .flatMap(entry -> entry.allPermissions().stream()
                        .filter(permission -> !permission.inherited())
                        .map(permission -> Stream.of(entry.userName(), entry.groupName())
                                        .filter(Objects::nonNull)
                                        .findFirst()
                                        .orElse("")
                                + " " + permission.permissionLevel()))
                .toList();
    }

    private List<String> levels(String type, String id) {
        return managed.levels(people.as("bob"), new GetPermissionLevels(type, id)).permissionLevels().stream()
                .map(GetPermissionLevels.Described::permissionLevel)
                .toList();
    }

    private Level level(String name, Resource kind, String id) {
        return people.as(name).rights().level(kind, id);
    }
}
