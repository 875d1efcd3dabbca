package dev.cairn.workers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// An environment of Python whose MLflow is so much of it as models' processes use.
///
/// @param interpreter what to start
/// @param packages the folder of its packages
public record TestPython(Path interpreter, Path packages) {
    /// Makes it in a folder that is not there yet.
    public static TestPython make(Path environment) throws IOException {
        try {
            int code = new ProcessBuilder("python3", "-I", "-m", "venv", "--without-pip", environment.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("python3 -m venv ended with " + code);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        try (DirectoryStream<Path> lib = Files.newDirectoryStream(environment.resolve("lib"))) {
            Path packages = lib.iterator().next().resolve("site-packages");
            Files.writeString(
                    packages.resolve("tested.pth"),
                    Path.of("src/test/resources/workers").toAbsolutePath().toString());
            return new TestPython(environment.resolve("bin/python"), packages);
        }
    }
}
