package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `cairn role`, on a database in which ann has an account.
final class RoleCommandTest {
    private static final int REFUSED = 2;

    @TempDir
    private Path folder;

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @BeforeEach
    void addAnn() throws IOException {
        terminal.type("correct horse battery");
        assertThat(run("user", "add", "ann")).isZero();
        terminal.clear();
    }

    @Test
    void rolesAreListedWithWhatTheyGive() throws IOException {
        assertThat(role("list")).isEqualTo("default/admin  MANAGE workspace *\ndefault/user  USE workspace *\n");
        assertThat(role("list", "ann")).isEqualTo("default/user  USE workspace *\n");
    }

    @Test
    void aRoleIsGivenAndTakenAway() throws IOException {
        assertThat(role("assign", "ann", "admin")).isEqualTo("ann has the role admin of the workspace default.\n");
        assertThat(role("list", "ann")).contains("default/admin  MANAGE workspace *");
        assertThat(role("unassign", "ann", "admin"))
                .isEqualTo("ann no longer has the role admin of the workspace default.\n");
        assertThat(role("list", "ann")).doesNotContain("admin");
    }

    @Test
    void somethingIsGrantedAndTakenBack() throws IOException {
        assertThat(role("grant", "ann", "edit", "experiment", "7")).isEqualTo("ann has EDIT on experiment 7.\n");
        assertThat(role("list", "ann")).isEqualTo("default/(own)  EDIT experiment 7\ndefault/user  USE workspace *\n");
        assertThat(role("revoke", "ann", "experiment", "7"))
                .isEqualTo("What was granted to ann on experiment 7 is taken back.\n");
        assertThat(role("list", "ann")).isEqualTo("default/(own)  nothing\ndefault/user  USE workspace *\n");
    }

    @Test
    void aRoleIsGivenToAGroup() throws IOException {
        assertThat(run("group", "add", "Team")).isZero();
        assertThat(run("group", "add-member", "team", "ann")).isZero();
        assertThat(run("role", "grant", "team", "--group", "edit", "experiment", "7"))
                .isZero();
        assertThat(run("role", "assign", "--group", "team", "admin")).isZero();
        terminal.clear();
        assertThat(role("list", "--group", "Team"))
                .isEqualTo("default/(own)  EDIT experiment 7\ndefault/admin  MANAGE workspace *\n");
        assertThat(role("list", "ann")).isEqualTo("default/user  USE workspace *\n");
        assertThat(run("group", "members", "team")).isZero();
        assertThat(run("group", "list")).isZero();
        assertThat(terminal.text()).endsWith("ann  (user)\nTeam\n");
        assertThat(run("group", "delete", "team")).isZero();
        assertThat(run("role", "list", "--group", "team")).isEqualTo(REFUSED);
    }

    @Test
    void programsHaveAccounts() throws IOException {
        String id = "0a1b2c3d-0000-4000-8000-0123456789ab";
        assertThat(run("service-principal", "add", "nightly", "--application-id", id))
                .isZero();
        assertThat(run("role", "assign", id, "admin")).isZero();
        assertThat(run("user", "disable", id)).isZero();
        assertThat(run("service-principal", "list")).isZero();
        assertThat(terminal.text()).endsWith(id + "  nightly  (disabled)\n");
        assertThat(run("user", "enable", id)).isZero();
        assertThat(run("service-principal", "delete", id)).isZero();
        assertThat(run("user", "disable", id)).isEqualTo(REFUSED);
    }

    @Test
    void whatCannotBeIsRefusedInASentence() throws IOException {
        assertThat(run("role", "assign", "ann", "boss")).isEqualTo(REFUSED);
        assertThat(run("role", "assign", "bob", "admin")).isEqualTo(REFUSED);
        assertThat(run("role", "grant", "ann", "ALL", "experiment", "7")).isEqualTo(REFUSED);
        assertThat(run("role", "revoke", "ann", "experiment", "7")).isEqualTo(REFUSED);
        assertThat(run("role", "list", "--workspace", "none")).isEqualTo(REFUSED);

        assertThat(text())
                .contains("The workspace 'default' has no role 'boss': it has [admin, user].")
                .contains("User with username=bob not found")
                .contains("Invalid permission 'ALL'")
                .contains("Permission for user=ann on resource_type=experiment, resource_id=7 not found.")
                .contains("There is no workspace 'none'.")
                .doesNotContain("\tat ");
    }

    private String role(String... arguments) throws IOException {
        terminal.clear();
        List<String> all = new ArrayList<>(List.of("role"));
        all.addAll(List.of(arguments));
        assertThat(run(all.toArray(String[]::new))).as(text()).isZero();
        return text();
    }

    private int run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return Main.run(all.toArray(String[]::new), Map.of());
    }

    private String text() {
        return terminal.text();
    }
}
