package dev.cairn.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of processes, where the system tells it as Linux does.
final class Memory {
    private static final Path PROCESSES = Path.of("/proc");
    private static final long PAGE = 4096;

    private Memory() {}

    /// The bytes that a process and those that it started have in memory; 0 where that is not known.
    static long of(Process process) {
        return resident(process.pid())
                + process.descendants().mapToLong(each -> resident(each.pid())).sum();
    }

    private static long resident(long pid) {
        try {
            String[] pages = Files.readString(PROCESSES.resolve(pid + "/statm")).split(" ", 3);
            return Long.parseLong(pages[1]) * PAGE;
        } catch (IOException | RuntimeException _) {
            return 0; // it has ended, or the system is another one
        }
    }
}
