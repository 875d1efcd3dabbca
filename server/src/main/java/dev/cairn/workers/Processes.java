package dev.cairn.workers;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The processes that one has started, and what they take, where the system tells it as Linux does.
final class Processes {
    private static final Path ALL = Path.of("/proc");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern PART = Pattern.compile("Pss:\\s+(\\d+) kB");

    /// Its numbers in all namespaces that it is in, from ours to its own.
    private static final Pattern FIRST_OF_NAMESPACE = Pattern.compile("NSpid:.*\\s\\d+\\s+1\\n");

    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    /// Where they are in `stat` behind the name: utime, stime, cutime and cstime.
    private static final int FIRST_OF_TICKS = 11;

    private static final int END_OF_TICKS = 15;

    /// Linux tells a hundred of a second to whoever asks.
    private static final long NANOS_OF_TICK = 10_000_000;

    private Processes() {}

    /// What processes take at a time.
    ///
    /// @param bytes in memory, those that processes have in common once for each
    /// @param tasks processes, by their threads
    /// @param nanos of a processor that they have computed, with those that they have waited for
    record Taken(long bytes, int tasks, long nanos) {
        static final Taken NOTHING = new Taken(0, 0, 0);

        Taken plus(Taken other) {
            return new Taken(bytes + other.bytes, tasks + other.tasks, nanos + other.nanos);
        }
    }

    /// All that a process has started, and what those have. This reads of those alone, where the
    /// system can, so that it may be asked several times a second; empty where it cannot.
    ///
    /// @param known those that it had a moment ago, beside which only the first thread of each is
    ///              asked what it has started; empty to ask all threads
    static Optional<List<ProcessHandle>> below(long root, Optional<List<ProcessHandle>> known) {
        if (!Files.isReadable(children(root, String.valueOf(root)))) {
            return Optional.empty();
        }
        Map<Long, ProcessHandle> all = new LinkedHashMap<>();
        Deque<Long> left = new ArrayDeque<>(List.of(root));
        known.stream().flatMap(List::stream).filter(ProcessHandle::isAlive).forEach(each -> {
            all.put(each.pid(), each);
            left.addLast(each.pid());
        });
        while (!left.isEmpty()) {
            long parent = left.removeFirst();
            for (long child : known.isPresent() ? childrenOf(parent, String.valueOf(parent)) : childrenOf(parent)) {
                if (!all.containsKey(child)) {
                    ProcessHandle.of(child).ifPresent(each -> all.put(child, each));
                    left.addLast(child);
                }
            }
        }
        return Optional.of(List.copyOf(all.values()));
    }

    private static Path children(long pid, String thread) {
        return ALL.resolve(pid + "/task/" + thread + "/children");
    }

    /// Those of all its threads.
    private static List<Long> childrenOf(long pid) {
        try (Stream<Path> threads = Files.list(ALL.resolve(pid + "/task"))) {
            return threads.flatMap(thread -> childrenOf(pid, String.valueOf(thread.getFileName())).stream())
                    .toList();
        } catch (IOException | RuntimeException _) {
            return List.of(); // it has ended
        }
    }

    private static List<Long> childrenOf(long pid, String thread) {
        return Stream.of(read(children(pid, thread)).strip().split(" "))
                .filter(each -> !each.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    /// What these take; nothing where that is not known.
    static Taken taken(Stream<Long> processes) {
        return processes.map(Processes::taken).reduce(Taken.NOTHING, Taken::plus);
    }

    /// The bytes that these have in memory, of which each of several that have some in common has
    /// its part; empty where the system does not tell this server. It counts all pages for that,
    /// so that it is not for several times a second.
    static OptionalLong parts(Stream<Long> processes) {
        long sum = 0;
        for (long pid : processes.toList()) {
            OptionalLong part = part(pid);
            if (part.isEmpty()) {
                return part;
            }
            sum += part.getAsLong();
        }
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static OptionalLong part(long pid) {
        try {
            return OptionalLong.of(number(PART, Files.readString(ALL.resolve(pid + "/smaps_rollup"))) << 10);
        } catch (AccessDeniedException _) {
            return OptionalLong.empty();
        } catch (IOException | RuntimeException _) {
            return OptionalLong.of(0); // it has ended
        }
    }

    /// Whether a process is the first one of a namespace of processes, with which all others in
    /// it end.
    static boolean isFirstOfNamespace(long pid) {
        return FIRST_OF_NAMESPACE.matcher(read(ALL.resolve(pid + "/status"))).find();
    }

    private static Taken taken(long pid) {
        String status = read(ALL.resolve(pid + "/status"));
        return new Taken(
                number(RESIDENT, status) << 10, (int) number(THREADS, status), nanos(read(ALL.resolve(pid + "/stat"))));
    }

    /// Of itself and of those that it has waited for. The name of its program may have anything in it, and ends with
    /// the last parenthesis.
    private static long nanos(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < END_OF_TICKS
                ? 0
                : Arrays.stream(fields, FIRST_OF_TICKS, END_OF_TICKS)
                                .mapToLong(Long::parseLong)
                                .sum()
                        * NANOS_OF_TICK;
    }

    private static long number(Pattern which, String status) {
        Matcher found = which.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /// Empty where it has ended, or the system is another one.
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException | RuntimeException _) {
            return "";
        }
    }
}
