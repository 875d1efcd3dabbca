package dev.cairn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The terminal of a test's commands: what they print on both streams, and what is typed for them.
final class Terminal implements BeforeEachCallback, AfterEachCallback {
    private final InputStream keyboard = System.in;
    private final PrintStream out = System.out;
    private final PrintStream errors = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Override
    public void beforeEach(ExtensionContext context) {
        PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        System.setIn(keyboard);
        System.setOut(out);
        System.setErr(errors);
    }

    void type(String line) {
        System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /// What was printed since it was cleared.
    String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    void clear() {
        printed.reset();
    }
}
