package dev.cairn.remote;

import dev.cairn.deploy.Replicas;
import dev.cairn.protocol.serving.ServedEntity;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many pods a served entity has, and how large they are: one for each four requests at a time, by the managed
/// platform's sizes, of which all but the smallest are ranges.
///
/// @param memoryTimes how many times the usual memory each has
record PodCount(int least, int most, int memoryTimes) {
    private static final int EACH = 4;
    private static final PodCount SMALL = new PodCount(1, 1, 1);
    private static final Map<String, PodCount> SIZES =
            Map.of("Small", SMALL, "Medium", new PodCount(2, 4, 1), "Large", new PodCount(4, 16, 1));
    private static final Map<String, Integer> TYPES = Map.of("CPU_MEDIUM", 2, "CPU_LARGE", 4);

    static PodCount of(ServedEntity entity) {
        int memory = TYPES.getOrDefault(Objects.requireNonNullElse(entity.workloadType(), ""), 1);
        @Nullable Integer least = entity.minProvisionedConcurrency();
        @Nullable Integer most = entity.maxProvisionedConcurrency();
        if (least == null && most == null) {
            PodCount sized = SIZES.getOrDefault(Objects.requireNonNullElse(entity.workloadSize(), "Small"), SMALL);
            return new PodCount(sized.least, sized.most, memory);
        }
        int from = pods(Objects.requireNonNullElse(least, 0));
        return new PodCount(from, Math.max(from, pods(Objects.requireNonNullElse(most, 0))), memory);
    }

    private static int pods(int concurrency) {
        return Math.max(1, Math.ceilDiv(concurrency, EACH));
    }

    Replicas replicas() {
        return new Replicas(least, most);
    }
}
