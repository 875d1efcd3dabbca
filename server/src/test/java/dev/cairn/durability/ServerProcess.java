package dev.cairn.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A Cairn server in a process of its own, which can be killed as a machine would be.
@NullMarked
final class ServerProcess implements AutoCloseable {
    private static final String READY = "Cairn is ready on ";

    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static ServerProcess start(Path data, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1")); // it lives for seconds, in which code is not worth optimising
        for (String credential : List.of("aws.accessKeyId", "aws.secretAccessKey")) { // set where a test has a bucket
            Optional.ofNullable(System.getProperty(credential))
                    .ifPresent(value -> command.add("-D%s=%s".formatted(credential, value)));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cairn.Main",
                "server",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofPlatform().daemon().start(() -> drain(lines));
                return new ServerProcess(process, line.substring(READY.length()).strip());
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("The server did not start:\n" + said);
    }

    /// What another command of the program says, which has to end well.
    ///
    /// @param input what is typed, a line
    static String run(Path data, String input, List<String> command, String... flags)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.cairn.Main"));
        all.addAll(command);
        all.addAll(List.of("--data", data.toString()));
        all.addAll(List.of(flags));
        Process process = new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer typing = process.outputWriter(StandardCharsets.UTF_8)) {
            typing.write(input + "\n");
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s did not end well: %s".formatted(command, said));
        }
        return said.strip();
    }

    /// What nobody reads fills the pipe, and then the server waits.
    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException killed) {
            // and says no more
        }
    }

    String address() {
        return address;
    }

    /// Ends the process between two instructions: no hook runs, nothing is flushed.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
