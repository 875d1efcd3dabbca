package dev.cairn.traces;

import dev.cairn.db.Transaction;
import dev.cairn.traces.terms.TraceIndex;
import dev.cairn.traces.terms.TraceKeys;
import dev.cairn.traces.terms.TraceTerms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A trace made up at random, as plain Java has it, and its rows.
record RandomTrace(
        String id,
        long time,
        @Nullable Long took,
        String state,
        @Nullable String name,
        @Nullable String session,
        Map<String, String> tags,
        Map<String, String> metadata,
        List<Span> spans,
        List<Assessed> assessments,
        Set<String> runs) {
    static final List<String> KEYS = List.of("a", "a b", "env");
    static final List<String> TEXTS =
            List.of("", "ab", "AB", "a_b", "na", "x\\y", "größe", "n0", "l" + "o".repeat(300));
    static final List<String> NAMES = List.of("load", "ask", "tell");
    static final List<String> TYPES = List.of("LLM", "TOOL");
    static final List<String> STATES = List.of("OK", "ERROR", "IN_PROGRESS");
    static final List<String> RUNS = List.of("r1", "r2", "r3");
    static final List<String> SESSIONS = List.of("s1", "s2", "s3", "s4");
    static final List<String> VALUES =
            List.of("\"yes\"", "\"no\"", "\"a_b\"", "true", "0.5", "2", "-1.5", "[1]", "null");

    /// A span with its attributes, whose values are texts.
    record Span(String name, String type, String status, Map<String, String> attributes) {
        String content() {
            StringBuilder all = new StringBuilder("{\"name\":\"" + name + "\",\"attributes\":[");
            attributes.forEach((key, value) -> all.append(all.charAt(all.length() - 1) == '}' ? "," : "")
                    .append("{\"key\":\"%s\",\"value\":{\"string_value\":\"%s\"}}"
                            .formatted(key, value.replace("\\", "\\\\"))));
            return all + "]}";
        }
    }

    /// @param value   JSON
    /// @param session whether it is about the whole session of its trace
    record Assessed(String kind, String name, String value, boolean valid, boolean session) {
        String text() {
            return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        }

        @Nullable
        Double number() {
            return Character.isDigit(value.charAt(0)) || value.startsWith("-")
                    ? (Double) Double.parseDouble(value)
                    : null;
        }
    }

    static RandomTrace of(Random random) {
        List<Span> spans = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            spans.add(new Span(pick(random, NAMES), pick(random, TYPES), pick(random, STATES), texts(random)));
        }
        String session = random.nextInt(3) == 0 ? null : pick(random, SESSIONS);
        List<Assessed> assessments = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean feedback = random.nextBoolean();
            assessments.add(new Assessed(
                    feedback ? "feedback" : "expectation",
                    pick(random, KEYS),
                    pick(random, VALUES),
                    random.nextInt(4) > 0,
                    session != null && random.nextInt(6) == 0));
        }
        Map<String, String> metadata = texts(random);
        if (random.nextInt(3) == 0) {
            metadata.put(TraceKeys.SOURCE_RUN, pick(random, RUNS));
        }
        if (session != null) {
            metadata.put(TraceKeys.SESSION, session);
        }
        return new RandomTrace(
                Tracer.traceId(),
                random.nextInt(20),
                random.nextInt(4) == 0 ? null : (Long) (long) random.nextInt(20),
                pick(random, STATES),
                random.nextInt(4) == 0 ? null : pick(random, TEXTS),
                session,
                texts(random),
                metadata,
                spans,
                assessments,
                random.nextInt(4) == 0 ? Set.of(pick(random, RUNS)) : Set.of());
    }

    private static Map<String, String> texts(Random random) {
        Map<String, String> texts = new TreeMap<>();
        KEYS.stream().filter(key -> random.nextBoolean()).forEach(key -> texts.put(key, pick(random, TEXTS)));
        return texts;
    }

    static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// @param trace its number
    void insert(Transaction tx, long trace, long experiment) {
        tx.update("""
                INSERT INTO traces
                  (id, trace_id, experiment_id, state, request_time, execution_duration, is_final, name, session)
                VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
                """, trace, id, experiment, state, time, took, name, session);
        Set<Long> terms = new HashSet<>();
        TraceTerms.EXPERIMENT.of(Long.toString(experiment)).ifPresent(terms::add);
        TraceTerms.STATE.of(state).ifPresent(terms::add);
        if (name != null) {
            TraceTerms.TAG.each(TraceKeys.NAME, name, terms::add);
        }
        tags.forEach((key, value) -> {
            tx.update("INSERT INTO trace_tags (trace, name, value) VALUES (?, ?, ?)", trace, key, value);
            TraceTerms.TAG.each(key, value, terms::add);
        });
        metadata.forEach((key, value) -> {
            tx.update("INSERT INTO trace_metadata (trace, name, value) VALUES (?, ?, ?)", trace, key, value);
            TraceTerms.METADATA.each(key, value, terms::add);
        });
        for (int i = 0; i < spans.size(); i++) {
            insertSpan(tx, trace, i, terms);
        }
        for (Assessed assessed : assessments) {
            insert(tx, trace, assessed);
            TraceTerms kind = assessed.kind.equals("feedback") ? TraceTerms.FEEDBACK : TraceTerms.EXPECTATION;
            kind.each(assessed.name, assessed.text(), terms::add);
        }
        runs.forEach(run -> tx.update("INSERT INTO trace_runs (trace, run_id) VALUES (?, ?)", trace, run));
        new TraceIndex(tx).note(trace, terms);
    }

    private void insertSpan(Transaction tx, long trace, long number, Set<Long> terms) {
        Span span = spans.get((int) number);
        tx.update(
                "INSERT INTO spans (trace, span_id, parent_id, name, type, status, start_time, end_time) VALUES (?, ?, 0, ?, ?, ?, 0, 0)",
                trace,
                number,
                span.name,
                span.type,
                span.status);
        tx.update("INSERT INTO span_contents VALUES (?, ?, ?)", trace, number, span.content());
        TraceTerms.SPAN_NAME.of(span.name).ifPresent(terms::add);
        TraceTerms.SPAN_TYPE.of(span.type).ifPresent(terms::add);
        TraceTerms.SPAN_STATUS.of(span.status).ifPresent(terms::add);
        span.attributes.forEach((key, value) -> TraceTerms.SPAN_ATTRIBUTE.each(key, value, terms::add));
    }

    private void insert(Transaction tx, long trace, Assessed assessed) {
        tx.update(
                """
                INSERT INTO assessments (assessment_id, trace, name, kind, value, number, source_type, is_valid, session,
                  creation_time, last_update_time)
                VALUES (?, ?, ?, ?, ?, ?, 'CODE', ?, ?, 0, 0)
                """,
                "a-" + Tracer.traceId(),
                trace,
                assessed.name,
                assessed.kind,
                assessed.value,
                assessed.number(),
                assessed.valid ? 1 : 0,
                assessed.session ? session : null);
    }

    /// The text of a tag or of metadata.
    @Nullable
    String text(String entity, String key) {
        return (entity.equals("tags") ? tags : metadata).get(key);
    }

    /// What counts as an assessment of this trace.
    List<Assessed> assessed(List<RandomTrace> all) {
        List<Assessed> counted = new ArrayList<>(assessments);
        all.stream()
                .filter(other -> session != null && Objects.equals(other.session, session))
                .flatMap(other -> other.assessments.stream())
                .filter(Assessed::session)
                .forEach(counted::add);
        return counted;
    }
}
