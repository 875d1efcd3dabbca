package dev.cairn.serving.shadows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import dev.cairn.http.Json;
import dev.cairn.protocol.serving.GetShadowReport.Column;
import dev.cairn.protocol.serving.GetShadowReport.Example;
import dev.cairn.protocol.serving.GetShadowReport.Latency;
import dev.cairn.protocol.serving.GetShadowReport.Report;
import dev.cairn.scoring.invocation.Answer;
import dev.cairn.serving.rollouts.Spread;
import dev.cairn.serving.rollouts.Sums;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// A version that is asked what another one has answered already, one request at a time, and how their answers compare.
/// What comes while it has too many is dropped and counted. Safe for use by any number of threads.
public final class Shadow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final int MOST_WAITING = 64;
    private static final long MOST_BYTES = 16L << 20;
    private static final int IDLE_SECONDS = 10;
    private static final int MOST_EXAMPLES = 20;
    private static final int LONGEST_EXAMPLE = 4_096;
    private static final int REFUSED = 400;

    private final Pair pair;
    private final InstantSource clock;
    private final long since;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong copied = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Spread took = new Spread();
    private final Spread answeredTook = new Spread();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("cairn-shadow-", 0).factory());

    /// What answers were like, guarded by this object.
    private final Map<String, Comparison.Counts> columns = new LinkedHashMap<>();

    private final Deque<Example> examples = new ArrayDeque<>();
    private long equal;
    private long within;
    private long different;
    private long failed;
    private long ofFailed;
    private long bothFailed;

    /// Who is compared.
    ///
    /// @param of the entity that answers
    public record Pair(String entity, String version, String of, String ofVersion, int percentage, double tolerance) {}

    public Shadow(Pair pair, InstantSource clock) {
        this.pair = pair;
        this.clock = clock;
        this.since = clock.millis();
        worker.allowCoreThreadTimeOut(true);
    }

    public Pair pair() {
        return pair;
    }

    /// Whether a copy of so many bytes may find room; that it finds none is counted.
    public boolean hasRoom(long bytes) {
        boolean hasRoom = waitingBytes.get() + bytes <= MOST_BYTES;
        if (!hasRoom) {
            dropped.incrementAndGet();
        }
        return hasRoom;
    }

    /// Asks the shadow the same, soon.
    ///
    /// @param asking answers the request; empty if the version is gone
    public void copy(CopiedRequest request, Function<CopiedRequest, Optional<Answer>> asking) {
        if (waitingBytes.addAndGet(request.bytes()) > MOST_BYTES) {
            waitingBytes.addAndGet(-request.bytes());
            dropped.incrementAndGet();
            return;
        }
        try {
            worker.execute(() -> ask(request, asking));
            copied.incrementAndGet();
        } catch (RejectedExecutionException full) {
            waitingBytes.addAndGet(-request.bytes());
            dropped.incrementAndGet();
        }
    }

    private void ask(CopiedRequest request, Function<CopiedRequest, Optional<Answer>> asking) {
        try {
            long began = System.nanoTime();
            Optional<Answer> answer = asking.apply(request);
            if (answer.isPresent()) {
                took.add(answer.get().status(), System.nanoTime() - began);
                answeredTook.add(request.status(), request.nanos());
                compare(request, answer.get());
            }
        } catch (ApiException refused) { // such as one that it had no time for
            keep(request, false, null);
        } catch (RuntimeException unforeseen) {
            LOG.warn("entity={} could not be compared", pair.entity(), unforeseen);
            keep(request, false, null);
        } finally {
            waitingBytes.addAndGet(-request.bytes());
        }
    }

    private void compare(CopiedRequest request, Answer answer) {
        boolean isError = answer.status() >= REFUSED;
        if (isError || request.status() >= REFUSED) {
            keep(request, !isError, answer);
            return;
        }
        Comparison comparison;
        try {
            comparison =
                    Comparison.of(Json.readAnswer(request.answer()), Json.readAnswer(answer.body()), pair.tolerance());
        } catch (JacksonException noJson) {
            compareBytes(request, answer);
            return;
        }
        synchronized (this) {
            comparison.columns().forEach((name, column) -> {
                if (columns.size() < Comparison.MOST_COLUMNS || columns.containsKey(name)) {
                    columns.computeIfAbsent(name, _ -> new Comparison.Counts()).add(column);
                }
            });
            Optional<String> column = comparison.different();
            if (column.isPresent()) {
                different++;
                remember(request, column.get(), answer);
            } else if (comparison.isEqual()) {
                equal++;
            } else {
                within++;
            }
        }
    }

    /// Of two answers of which one is no JSON.
    private synchronized void compareBytes(CopiedRequest request, Answer answer) {
        if (Arrays.equals(request.answer(), answer.body())) {
            equal++;
        } else {
            different++;
            remember(request, Comparison.ROWS, answer);
        }
    }

    /// Keeps that one of the answers is an error.
    private synchronized void keep(CopiedRequest request, boolean isAnswered, @Nullable Answer answer) {
        if (request.status() < REFUSED) {
            failed++;
        } else if (isAnswered) {
            ofFailed++;
        } else {
            bothFailed++;
            return;
        }
        remember(request, null, answer);
    }

    private void remember(CopiedRequest request, @Nullable String column, @Nullable Answer answer) {
        if (examples.size() == MOST_EXAMPLES) {
            examples.removeLast();
        }
        Example example = new Example(
                request.requestId(),
                clock.millis(),
                column,
                cut(request.body()),
                cut(request.answer()),
                answer == null ? null : cut(answer.body()));
        examples.addFirst(request.isSecret() ? withoutContents(example) : example);
    }

    private static String cut(byte[] text) {
        return new String(text, 0, Math.min(text.length, LONGEST_EXAMPLE), UTF_8);
    }

    /// How they compare by now.
    ///
    /// @param isWhole whether examples have what was asked and answered
    public synchronized Report report(boolean isWhole) {
        return new Report(
                pair.entity(),
                pair.of(),
                pair.percentage(),
                pair.tolerance(),
                pair.version(),
                pair.ofVersion(),
                since,
                copied.get(),
                dropped.get(),
                equal,
                within,
                different,
                failed,
                ofFailed,
                bothFailed,
                columns.entrySet().stream()
                        .map(column -> told(column.getKey(), column.getValue()))
                        .toList(),
                latency(took.sums()),
                latency(answeredTook.sums()),
                isWhole
                        ? List.copyOf(examples)
                        : examples.stream().map(Shadow::withoutContents).toList());
    }

    private static Column told(String name, Comparison.Counts column) {
        boolean hasNumbers = column.numbers > 0;
        return new Column(
                name,
                column.equal,
                column.within,
                column.different,
                hasNumbers ? column.largest : null,
                hasNumbers ? column.sum / column.numbers : null);
    }

    private static Example withoutContents(Example example) {
        return new Example(example.requestId(), example.timestamp(), example.column(), null, null, null);
    }

    private static @Nullable Latency latency(Sums sums) {
        return sums.requests() == 0 ? null : new Latency(sums.within(0.5), sums.within(0.95), sums.within(0.99));
    }

    /// Asks it nothing any more.
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
