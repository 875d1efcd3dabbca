package dev.cairn.workers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of processes, where the system tells it as Linux does.
final class Memory {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private Memory() {}

    /// The bytes that a process and those that it started have in memory; 0 where that is not known.
    static long of(Process process, List<ProcessHandle> started) {
        return resident(process.pid())
                + started.stream().mapToLong(each -> resident(each.pid())).sum();
    }

    private static long resident(long pid) {
        try {
            Matcher found = RESIDENT.matcher(Files.readString(PROCESSES.resolve(pid + "/status")));
            return found.find() ? Long.parseLong(found.group(1)) << 10 : 0;
        } catch (IOException | RuntimeException _) {
            return 0; // it has ended, or the system is another one
        }
    }
}
