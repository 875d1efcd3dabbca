package dev.cairn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/// A file that another program has locked, until this is closed.
public final class LockedFile implements AutoCloseable {
    private static final String CODE = """
            import fcntl, sys
            file = open(sys.argv[1], "a+")
            for line in sys.stdin:
                fcntl.lockf(file, fcntl.LOCK_EX if line == "alone\\n" else fcntl.LOCK_SH)
                print("locked", flush=True)
            """;

    private final Process program;
    private final BufferedWriter told;
    private final BufferedReader said;

    private LockedFile(Path file) throws IOException {
        program = new ProcessBuilder("python3", "-I", "-c", CODE, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        told = program.outputWriter();
        said = program.inputReader();
    }

    /// Locked against all others.
    public static LockedFile alone(Path file) throws IOException {
        LockedFile locked = new LockedFile(file);
        locked.lock("alone");
        return locked;
    }

    /// Locked against those who want it alone.
    public static LockedFile shared(Path file) throws IOException {
        LockedFile locked = new LockedFile(file);
        locked.share();
        return locked;
    }

    /// Lets others share it from now on.
    public void share() throws IOException {
        lock("shared");
    }

    private void lock(String how) throws IOException {
        told.write(how + "\n");
        told.flush();
        assertThat(said.readLine()).isEqualTo("locked");
    }

    @Override
    public void close() {
        program.destroyForcibly();
    }
}
