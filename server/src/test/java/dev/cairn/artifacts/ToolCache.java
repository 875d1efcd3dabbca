package dev.cairn.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// Servers that the tests run beside Cairn, built or installed once for a machine, in the project's cache.
public final class ToolCache {
    private ToolCache() {}

    /// The program of a Go module; building it takes some minutes, once.
    public static Path go(String name, String module, String version) throws IOException {
        Path folder = folder(name + "-" + version.substring(1));
        return install(
                folder,
                name,
                "Go, which builds it (apt-get install golang, brew install go, or https://go.dev/dl)",
                List.of("go", "install", module + "@" + version),
                Map.of("GOBIN", folder.toString()));
    }

    /// The program of an npm package, installed with all that it needs.
    static Path npm(String name, String npmPackage, String version) throws IOException {
        Path folder = folder(npmPackage + "-" + version);
        return install(
                folder,
                "node_modules/.bin/" + name,
                "Node.js 20 or newer with npm (apt-get install nodejs npm, brew install node, or https://nodejs.org)",
                List.of(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--ignore-scripts",
                        "--prefix",
                        folder.toString(),
                        npmPackage + "@" + version),
                Map.of());
    }

    private static Path folder(String name) {
        String cache = System.getenv("CAIRN_CACHE");
        Path root = cache == null ? Path.of(System.getProperty("user.home"), ".cache", "cairn") : Path.of(cache);
        return root.resolve(name);
    }

    /// Runs a command unless what it makes in a folder is there; one process of this machine at a time.
    private static Path install(
            Path folder, String name, String needs, List<String> command, Map<String, String> environment)
            throws IOException {
        Path made = folder.resolve(name);
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && Files.exists(made)) {
                return made;
            }
            System.err.printf("Preparing %s (once)%n", made);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD) // Maven's channel to this JVM is there
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(environment);
            if (!succeeds(builder) || !Files.exists(made)) {
                throw new IllegalStateException("The tests need %s, and '%s' did not make it. Is there %s?"
                        .formatted(name, String.join(" ", command), needs));
            }
            return made;
        }
    }

    private static boolean succeeds(ProcessBuilder builder) {
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException notFound) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
