package dev.cairn.deploy;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// How many pods a model has, and what each of them gets.
///
/// @param replicas how many
/// @param cpu      processors of each, as Kubernetes writes them: `2`, `500m`
/// @param memory   memory of each, as Kubernetes writes it: `1Gi`, `512Mi`
public record Size(Replicas replicas, String cpu, String memory) {
    private static final BigDecimal LEAST_MEMORY = BigDecimal.valueOf(128L << 20);

    public Size {
        if (amount("--cpu", cpu).signum() <= 0) {
            throw new IllegalArgumentException("--cpu is more than nothing; got '%s'.".formatted(cpu));
        }
        if (amount("--memory", memory).compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("--memory is 128Mi or more; got '%s'.".formatted(memory));
        }
    }

    /// The same with so many times the memory.
    public Size withMemoryTimes(int times) {
        BigDecimal bytes = amount("--memory", memory).multiply(BigDecimal.valueOf(times));
        return times == 1 ? this : new Size(replicas, cpu, bytes.toBigInteger().toString());
    }

    /// What each pod asks for, which is also what it gets at most.
    Map<String, Quantity> resources() {
        return new TreeMap<>(Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory)));
    }

    private static BigDecimal amount(String option, String value) {
        try {
            return Quantity.getAmountInBytes(new Quantity(value));
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "%s takes an amount as Kubernetes writes it, such as 2, 500m or 1Gi; got '%s'."
                            .formatted(option, value),
                    unreadable);
        }
    }
}
