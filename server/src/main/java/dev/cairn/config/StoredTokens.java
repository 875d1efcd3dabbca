package dev.cairn.config;

import dev.cairn.files.OwnerOnly;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The tokens of a person on a machine, by the server's address, in a file that nobody else may read.
///
/// @param file such as `~/.config/cairn/tokens`
public record StoredTokens(Path file) {

    public static StoredTokens of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = chosen.isEmpty() ? Path.of(environment.getOrDefault("HOME", "."), ".config") : Path.of(chosen);
        return new StoredTokens(folder.resolve("cairn").resolve("tokens"));
    }

    public Optional<String> token(String server) throws IOException {
        return Optional.ofNullable(all().getProperty(server));
    }

    /// Keeps a token in place of an older one.
    public void store(String server, String token) throws IOException {
        Properties all = all();
        all.setProperty(server, token);
        Path fresh = file.resolveSibling("tokens.new");
        Files.deleteIfExists(fresh);
        OwnerOnly.file(fresh);
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            all.store(writer, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Properties all() throws IOException {
        Properties all = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            }
        }
        return all;
    }
}
