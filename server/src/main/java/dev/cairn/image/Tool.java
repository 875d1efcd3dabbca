package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs of this machine that make or describe parts of an image.
final class Tool {
    private static final long PATIENCE_SECONDS = 300;

    private Tool() {}

    /// What a program says on both of its streams.
    ///
    /// @param failure what is told of one that fails, before what it said
    /// @throws BadImageException if it fails
    static String run(List<String> command, String failure) throws IOException, InterruptedException {
        Path output =
                Files.createTempFile("cairn-", ".txt"); // as a pipe would be read until the program ends, however late
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(output.toFile()).environment().put("LC_ALL", "C");
            return said(builder.start(), output, failure);
        } finally {
            Files.delete(output);
        }
    }

    private static String said(Process process, Path output, String failure) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            boolean hasEnded = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = new String(Files.readAllBytes(output), UTF_8);
            if (!hasEnded || process.exitValue() != 0) {
                throw new BadImageException("%s %s".formatted(failure, said.strip()));
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
