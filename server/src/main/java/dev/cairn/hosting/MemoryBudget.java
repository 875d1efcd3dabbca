package dev.cairn.hosting;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// The memory that all loaded models may take together. Of what the JVM holds the sizes of the files are
/// an estimate; processes tell what they have. Safe for use by any number of threads.
public final class MemoryBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    public MemoryBudget(long most) {
        this.most = most;
    }

    /// Half of what the machine has.
    public static MemoryBudget ofMachine() {
        return new MemoryBudget(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() / 2);
    }

    /// Half of the JVM's heap, for models that it has there.
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2);
    }

    /// Takes so much, if there is as much left.
    public boolean take(long bytes) {
        return replace(0, bytes);
    }

    /// Takes so much for what was taken, if there is as much left. If not, that stays taken.
    public boolean replace(long before, long bytes) {
        long now = taken.get();
        while (bytes - before <= most - now) {
            if (taken.compareAndSet(now, now - before + bytes)) {
                return true;
            }
            now = taken.get();
        }
        return false;
    }

    public void release(long bytes) {
        taken.addAndGet(-bytes);
    }

    /// What models take now.
    public long taken() {
        return taken.get();
    }

    /// What all may take together.
    public long most() {
        return most;
    }

    /// Why there is no room for so much, and what to do.
    public static String refusal(long bytes, long taken, long most) {
        return "it has %s, and the models that this server has loaded have %s of at most %s (half of its memory, or of its heap): delete an endpoint, serve fewer entities, or give the server more memory."
                .formatted(sized(bytes), sized(taken), sized(most));
    }

    /// So many bytes, in KiB or MiB.
    public static String sized(long bytes) {
        return bytes < 1 << 20
                ? "%.1f KiB".formatted(bytes / (double) (1 << 10))
                : "%.1f MiB".formatted(bytes / (double) (1 << 20));
    }
}
