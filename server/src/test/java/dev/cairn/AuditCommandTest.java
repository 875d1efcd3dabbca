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

/// `cairn audit`, on a database in which commands did two things.
final class AuditCommandTest {
    @TempDir
    private Path folder;

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @BeforeEach
    void addAnn() throws IOException {
        terminal.type("correct horse battery");
        assertThat(run("user", "add", "ann")).isZero();
        assertThat(run("role", "assign", "ann", "admin")).isZero();
        terminal.clear();
    }

    @Test
    void whatCommandsDidIsFound() throws IOException {
        assertThat(audit(0, "search", "--about", "username=ann"))
                .contains("command line  cairn role assign")
                .contains("command line  cairn user add")
                .doesNotContain("battery");
        assertThat(audit(0, "search", "--actor", "ann")).isEmpty();
        assertThat(audit(0, "search", "--since", "1h", "--action", "cairn user add")
                        .lines())
                .hasSize(1);
        assertThat(audit(0, "search", "--refused")).isEmpty();
    }

    @Test
    void whoTiedAnAccountToSomebodyIsFound() throws IOException {
        assertThat(run("user", "link", "ann", "--issuer", "proxy", "--subject", "ann@example.org"))
                .isZero();

        assertThat(audit(0, "search", "--about", "subject=ann@example.org"))
                .contains("cairn user link", "username=ann", "issuer=proxy");
    }

    @Test
    void anExportIsLinesOfJsonAndIsKept() throws IOException {
        assertThat(audit(0, "export").lines())
                .allMatch(line -> line.startsWith("{\"id\":"))
                .hasSize(3);
        assertThat(audit(0, "search")).contains("cairn audit export");
    }

    @Test
    void aLogThatNobodyTouchedIsWhole() throws IOException {
        String told = audit(0, "verify");

        assertThat(told).startsWith("Records 1 to 2 are whole. 2:");
        String last = told.substring(told.lastIndexOf(' ') + 1).strip();
        assertThat(audit(0, "verify", "--expect", last)).isEqualTo(told);
        assertThat(audit(1, "verify", "--expect", "7" + last.substring(1))).contains("THE LOG WAS CHANGED: record 7");
        assertThat(audit(2, "verify", "--expect", "nothing")).contains("ID:SEAL");
    }

    private String audit(int code, String... arguments) throws IOException {
        terminal.clear();
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(arguments));
        assertThat(run(all.toArray(String[]::new))).as(terminal.text()).isEqualTo(code);
        return terminal.text();
    }

    private int run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.toString()));
        return Main.run(all.toArray(String[]::new), Map.of());
    }
}
