package dev.cairn.health;

import com.sun.management.OperatingSystemMXBean;
import dev.cairn.protocol.health.ProcessHealth;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What the virtual machine tells of itself.
final class ProcessFigures {
    private ProcessFigures() {}

    static ProcessHealth read() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ProcessHealth(
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuLoad(),
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(millis -> millis > 0)
                        .sum(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }
}
