package dev.cairn.serving;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.serving.ServedEntity;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many requests a served entity works on at a time, by the managed platform's sizes (surface.md, section C).
final class Concurrency {
    private static final int SMALL = 4;
    private static final Map<String, Integer> SIZES = Map.of("Small", SMALL, "Medium", 16, "Large", 64);
    private static final Set<String> TYPES = Set.of("CPU", "CPU_MEDIUM", "CPU_LARGE");
    private static final int MOST = 1_024;

    private Concurrency() {}

    static int of(ServedEntity entity) {
        @Nullable Integer most = entity.maxProvisionedConcurrency();
        if (most != null) {
            return most;
        }
        String size = entity.workloadSize();
        int sized = size == null ? SMALL : Objects.requireNonNullElse(SIZES.get(size), SMALL);
        return Math.max(sized, Objects.requireNonNullElse(entity.minProvisionedConcurrency(), 0));
    }

    /// How many processes hold a model that needs Python: one for each four requests at a time, as far as there are
    /// processors.
    static int processes(ServedEntity entity) {
        return Math.clamp(of(entity) / SMALL, 1, Runtime.getRuntime().availableProcessors());
    }

    /// Refuses what is no size.
    ///
    /// @param at where in the request the entity is
    static void check(ServedEntity entity, String at) {
        String size = entity.workloadSize();
        if (size != null && !SIZES.containsKey(size)) {
            throw ApiException.invalidValue(at + ".workload_size", size, "sizes are Small, Medium and Large.");
        }
        String type = entity.workloadType();
        if (type != null && !TYPES.contains(type)) {
            throw ApiException.invalidValue(
                    at + ".workload_type", type, "this server has processors only: CPU, CPU_MEDIUM, CPU_LARGE.");
        }
        checkRange(entity.minProvisionedConcurrency(), entity.maxProvisionedConcurrency(), at);
    }

    private static void checkRange(@Nullable Integer least, @Nullable Integer most, String at) {
        if ((least != null && (least < 0 || least > MOST)) || (most != null && (most < 1 || most > MOST))) {
            throw ApiException.invalid("%s: provisioned concurrency goes from 0 to %d.".formatted(at, MOST));
        }
        if (least != null && most != null && least > most) {
            throw ApiException.invalid(
                    "%s: `min_provisioned_concurrency` is more than `max_provisioned_concurrency`.".formatted(at));
        }
    }
}
