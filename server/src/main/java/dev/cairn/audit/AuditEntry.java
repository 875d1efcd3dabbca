package dev.cairn.audit;

import dev.cairn.access.Act;
import dev.cairn.http.Json;
import dev.cairn.protocol.Require;
import dev.cairn.protocol.audit.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is kept of an act, but for its number and its time. Components as those of [AuditRecord].
record AuditEntry(
        @Nullable String actor,
        @Nullable String via,
        String action,
        String outcome,
        Map<String, List<String>> about,
        @Nullable String workspace,
        @Nullable String address,
        @Nullable String requestId) {
    /// What all that was refused is found by.
    static final String REFUSED = "REFUSED";

    private static final String ABOUT = "about ";

    AuditEntry {
        about = Require.mapOrEmpty(about);
    }

    static AuditEntry of(Act act) {
        Map<String, List<String>> about = new LinkedHashMap<>();
        act.about().forEach((name, values) -> about.put(name, List.copyOf(values)));
        return new AuditEntry(
                orNull(act.actor()),
                orNull(act.via()),
                act.action(),
                act.outcome(),
                about,
                orNull(act.workspace()),
                orNull(act.address()),
                orNull(act.requestId()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    AuditRecord record(long id, long time) {
        return new AuditRecord(id, time, actor, via, action, outcome, about, workspace, address, requestId);
    }

    /// By which it is found.
    List<String> terms() {
        List<String> terms = new ArrayList<>();
        if (actor != null) {
            terms.add(ofActor(actor));
        }
        if (via != null) {
            terms.add(ofVia(via));
        }
        terms.add(ofAction(action));
        if (workspace != null && via != null) { // of others it is not known that they are of no account
            terms.add(ofWorkspace(workspace));
        }
        terms.add(ofOutcome(outcome));
        if (!outcome.equals(Act.DONE)) {
            terms.add(ofOutcome(REFUSED));
        }
        about.forEach((name, values) -> values.forEach(value -> terms.add(ofThing(name + "=" + value))));
        return terms;
    }

    static String ofActor(String name) {
        return "actor " + name;
    }

    static String ofVia(String shown) {
        return "via " + shown;
    }

    static String ofAction(String action) {
        return "action " + action;
    }

    static String ofWorkspace(String name) {
        return "workspace " + name;
    }

    static String ofOutcome(String outcome) {
        return "outcome " + outcome;
    }

    static String ofThing(String thing) {
        return ABOUT + thing;
    }

    /// A part of the text of each entry that has a term, if there is one.
    static Stream<String> part(String term) {
        if (term.equals(ofOutcome(REFUSED))) {
            return Stream.empty();
        }
        String named = term.substring(term.indexOf(' ') + 1);
        String value = term.startsWith(ABOUT) ? named.substring(named.indexOf('=') + 1) : named;
        return Stream.of(new String(Json.write(value), StandardCharsets.UTF_8));
    }

    /// Whether it is found by all of these.
    boolean has(List<String> terms) {
        return terms.isEmpty() || terms().containsAll(terms);
    }

    /// All terms of some entries, each once.
    static Stream<String> terms(List<AuditEntry> entries) {
        return entries.stream().flatMap(entry -> entry.terms().stream()).distinct();
    }
}
