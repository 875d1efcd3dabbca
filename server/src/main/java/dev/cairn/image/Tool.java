package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new BadImageException("%s %s".formatted(failure, said.strip()));
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
