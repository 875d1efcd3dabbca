package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.config.EncryptionConfig;
import dev.cairn.db.Database;
import dev.cairn.db.DatabaseUrl;
import dev.cairn.encryption.KeySource;
import dev.cairn.encryption.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `cairn keys`, on a database that has a data key.
final class KeysCommandTest {
    private static final int REFUSED = 2;

    @TempDir
    private Path folder;

    @RegisterExtension
    final Terminal terminal = new Terminal();

    @BeforeEach
    void makeAKey() {
        try (Database database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("cairn.db")))) {
            KeySource source = KeySource.of(EncryptionConfig.managed(folder).key());
            Keys.open(database, source, InstantSource.system()).dataKey("audit");
        }
    }

    @Test
    void theStatusTellsWhereTheKeyIsAndWhatItProtects() throws IOException {
        assertThat(keys("status")).isZero();
        assertThat(text())
                .contains("Key: " + key() + " (managed by the server)")
                .containsPattern("audit +[0-9a-f]{32}  made .* with key [0-9a-f]{12}  in use")
                .doesNotContain(Files.readString(key()).strip());
    }

    @Test
    void rotatingMakesAnotherKey() throws IOException {
        String before = Files.readString(key());

        assertThat(keys("rotate")).isZero();
        assertThat(text()).contains("Rotated.", "Back up the key: " + key());
        assertThat(Files.readString(key())).isNotEqualTo(before);
    }

    @Test
    void aLostKeyIsASentence() throws IOException {
        Files.delete(key());

        assertThat(keys("status")).isEqualTo(REFUSED);
        assertThat(text()).contains("is needed", key() + ", which is not there").doesNotContain("\tat ");
    }

    @Test
    void aServerDoesNotStartWithoutItsKey() throws IOException {
        Files.delete(key());

        assertThat(Main.run(new String[] {"server", "--port", "0", "--data", folder.toString()}, Map.of()))
                .isEqualTo(REFUSED);
        assertThat(text()).contains("is needed", "Nothing was changed").doesNotContain("\tat ");
        assertThat(key()).doesNotExist();
    }

    @Test
    void aKeyThatIsLostForGoodIsAbandonedOnPurposeAlone() throws IOException {
        Files.delete(key());

        assertThat(keys("abandon")).isEqualTo(REFUSED);
        assertThat(keys("abandon", "--yes")).isZero();
        assertThat(keys("status")).isZero();
    }

    @Test
    void theAuditLogGoesOnInANewChainOnceItsKeyIsAbandoned() throws IOException {
        run("group", "add", "before");
        run("group", "add", "before too");
        Files.delete(key());
        assertThat(keys("abandon", "--yes")).isZero();
        run("group", "add", "after");
        terminal.clear();

        run("audit", "verify");
        assertThat(text())
                .contains("Records up to 2 cannot be verified: their key was abandoned on 2")
                .contains("Records 3 to 4 are whole.")
                .doesNotContain("CHANGED");
    }

    private void run(String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--data", folder.toString()));
        assertThat(Main.run(arguments.toArray(String[]::new), Map.of())).isZero();
    }

    private int keys(String command, String... more) throws IOException {
        String[] arguments = new String[4 + more.length];
        arguments[0] = "keys";
        arguments[1] = command;
        arguments[2] = "--data";
        arguments[3] = folder.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Main.run(arguments, Map.of());
    }

    private Path key() {
        return folder.resolve("keys").resolve("cairn.key");
    }

    private String text() {
        return terminal.text();
    }
}
