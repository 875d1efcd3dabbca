package dev.cairn.workers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a process prints, as lines of bounded length. All is read, so that it never waits for a reader.
final class LogLines {
    private LogLines() {}

    static void read(Process process, Consumer<String> log) {
        StringBuilder line = new StringBuilder();
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int read = text.read(); read >= 0; read = text.read()) {
                if (read == '\n') {
                    log.accept(line.toString());
                    line.setLength(0);
                } else if (line.length() < ModelLog.LONGEST) {
                    line.append((char) read);
                }
            }
        } catch (IOException ended) {
            line.append(" (cut off: ").append(ended.getMessage()).append(')');
        }
        if (!line.isEmpty()) {
            log.accept(line.toString());
        }
    }
}
