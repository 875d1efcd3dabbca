package dev.cairn.hosting;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What the process of this server takes.
///
/// @param cpu    as a part of all processors
/// @param memory of the heap, as a part of the most that it may be; 0 where it has no bound
record ServerLoad(double cpu, double memory) {
    static ServerLoad now() {
        double cpu = Math.max(
                0,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad());
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ServerLoad(cpu, heap.getMax() > 0 ? heap.getUsed() / (double) heap.getMax() : 0);
    }
}
