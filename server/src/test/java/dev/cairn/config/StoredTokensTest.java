package dev.cairn.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a person's tokens are kept on a machine, and from whom.
final class StoredTokensTest {
    @TempDir
    private Path home;

    @Test
    void eachServerHasATokenThatNobodyElseReads() throws IOException {
        StoredTokens tokens = StoredTokens.of(Map.of("HOME", home.toString()));
        tokens.store("https://one.example.org:5000", "first");
        tokens.store("https://two.example.org", "second");
        tokens.store("https://one.example.org:5000", "third");

        assertThat(tokens.token("https://one.example.org:5000")).hasValue("third");
        assertThat(tokens.token("https://two.example.org")).hasValue("second");
        assertThat(tokens.token("https://three.example.org")).isEmpty();
        Path file = home.resolve(".config/cairn/tokens");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".config/cairn"))))
                .isEqualTo("rwx------");
    }

    @Test
    void thePersonsOwnFolderOfSettingsIsTaken() {
        assertThat(StoredTokens.of(Map.of("HOME", "/home/ann", "XDG_CONFIG_HOME", "/etc/ann"))
                        .file())
                .isEqualTo(Path.of("/etc/ann/cairn/tokens"));
    }
}
