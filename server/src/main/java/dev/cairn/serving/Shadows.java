package dev.cairn.serving;

import dev.cairn.hosting.Figures;
import dev.cairn.protocol.serving.Shadowing;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.serving.shadows.CopiedRequest;
import dev.cairn.serving.shadows.Shadow;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shadows of one endpoint, by the names of their entities: copies of requests go to them once their senders were
/// answered. Safe for use by any number of threads.
final class Shadows {
    static final int WHOLE = 100;
    static final double TOLERANCE = 1e-6;

    private final Map<String, Shadow> byEntity = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// Which nobody reads: what shadows are asked is no request to the endpoint.
    private final Figures figures = new Figures();

    Shadows(InstantSource clock) {
        this.clock = clock;
    }

    /// Begins to compare what shadows traffic, and ends what does no longer.
    void follow(Traffic traffic) {
        Set<String> names = new HashSet<>();
        for (Traffic.Share share : traffic.shares()) {
            @Nullable Shadowing shadowing = share.entity().cairnShadow();
            Optional<Traffic.Share> of =
                    shadowing == null ? Optional.empty() : traffic.find(Objects.requireNonNull(shadowing.of()));
            if (shadowing != null && of.isPresent()) {
                names.add(share.name());
                begin(pair(share, of.get(), shadowing));
            }
        }
        byEntity.forEach((name, shadow) -> {
            if (!names.contains(name) && byEntity.remove(name, shadow)) {
                shadow.close();
            }
        });
    }

    private static Shadow.Pair pair(Traffic.Share share, Traffic.Share of, Shadowing shadowing) {
        return new Shadow.Pair(
                share.name(),
                share.version(),
                of.name(),
                of.version(),
                Objects.requireNonNullElse(shadowing.percentage(), WHOLE),
                Objects.requireNonNullElse(shadowing.tolerance(), TOLERANCE));
    }

    private void begin(Shadow.Pair pair) {
        @Nullable Shadow before = byEntity.get(pair.entity());
        if (before == null || !before.pair().equals(pair)) {
            byEntity.put(pair.entity(), new Shadow(pair, clock));
            if (before != null) {
                before.close();
            }
        }
    }

    /// Whether anything shadows an entity.
    boolean areOf(String entity) {
        return !byEntity.isEmpty()
                && byEntity.values().stream()
                        .anyMatch(shadow -> shadow.pair().of().equals(entity));
    }

    /// Copies a request that was answered to what shadows the entity that answered it.
    ///
    /// @param bytes   how many the request and its answer have at least
    /// @param request made once, if a shadow takes it
    void copy(Traffic traffic, String entity, long bytes, Supplier<CopiedRequest> request) {
        @Nullable CopiedRequest made = null;
        for (Shadow shadow : byEntity.values()) {
            if (!shadow.pair().of().equals(entity)
                    || ThreadLocalRandom.current().nextInt(WHOLE)
                            >= shadow.pair().percentage()) {
                continue;
            }
            Optional<Traffic.Share> share = traffic.find(shadow.pair().entity());
            if (share.isPresent() && shadow.hasRoom(bytes)) {
                made = made == null ? request.get() : made;
                shadow.copy(made, copy -> ask(share.get(), copy));
            }
        }
    }

    private Optional<Answer> ask(Traffic.Share share, CopiedRequest request) {
        if (!share.served().enter()) {
            return Optional.empty();
        }
        try {
            Figures.Watch watch = figures.watch(System.nanoTime());
            return Optional.of(share.served().answer(request.body(), request.contentType(), watch));
        } finally {
            share.served().leave();
        }
    }

    List<Shadow> all() {
        return byEntity.values().stream()
                .sorted(Comparator.comparing(shadow -> shadow.pair().entity()))
                .toList();
    }

    void close() {
        byEntity.values().forEach(Shadow::close);
    }
}
