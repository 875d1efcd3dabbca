package dev.cairn.hosting;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What the process of this server takes. It is asked once for all entities that it is told of:
/// the system tells the processor's load since it was asked the last time.
///
/// @param cpu    as a part of all processors
/// @param memory of the heap, as a part of the most that it may be; 0 where it has no bound
public record ServerLoad(double cpu, double memory) {
    /// How much it is now.
    public static ServerLoad now() {
        double cpu = Math.max(
                0,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad());
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ServerLoad(cpu, heap.getMax() > 0 ? heap.getUsed() / (double) heap.getMax() : 0);
    }
}
