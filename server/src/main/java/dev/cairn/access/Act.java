package dev.cairn.access;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;

/// Something that somebody does, as the audit log tells it: never what they send or get, only what it is about.
///
/// It is the current one of the thread that does it, so that whatever is written meanwhile knows whose it is. Used by
/// one thread at a time.
public final class Act {
    /// The outcome of what was done.
    public static final String DONE = "OK";

    private static final ScopedValue<Act> CURRENT = ScopedValue.newInstance();

    private static final int MAX_VALUES = 20;
    private static final int MAX_LENGTH = 200;

    private final String action;
    private final By by;
    private final String address;
    private final String requestId;
    private final String outcome;
    private final boolean isOften;
    private final SequencedMap<String, SequencedSet<String>> about = new LinkedHashMap<>();
    private Consumer<Act> request = act -> {};
    private boolean isKept;

    /// By whom something is done.
    ///
    /// @param actor     the name of an account, or what the server calls itself; empty for anyone
    /// @param via       by what they showed who they are, such as `token=5f3c…`; empty where they did not
    /// @param workspace empty for none
    public record By(String actor, String via, String workspace) {
        public static final By NOBODY = named("");

        /// Who is only known by name.
        public static By named(String actor) {
            return new By(actor, "", "");
        }
    }

    /// @param action    such as `POST /api/2.0/mlflow/runs/create`, from a bounded set
    /// @param address   from where, empty for this machine
    /// @param requestId under which the server's log has it, empty for none
    /// @param isOften   whether it comes by the thousand, so that it is told once a minute
    public Act(String action, By by, String address, String requestId, boolean isOften) {
        this(action, by, address, requestId, isOften, DONE);
    }

    private Act(String action, By by, String address, String requestId, boolean isOften, String outcome) {
        this.action = action;
        this.by = by;
        this.address = address;
        this.requestId = requestId;
        this.isOften = isOften;
        this.outcome = outcome;
    }

    /// Something that this program does by itself or for who has the machine.
    public static Act here(String action, String actor) {
        return new Act(action, By.named(actor), "", "", false);
    }

    /// What this thread is about, if it does something for somebody.
    public static Optional<Act> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Tells of a thing that the current act is about, such as one that it made.
    public static void isAbout(String field, String value) {
        current().ifPresent(act -> act.about(field, List.of(value)));
    }

    /// Does work as this act.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// The same, which was refused.
    ///
    /// @param code  as on the wire
    /// @param tried in whose name it was tried, where nobody was let in
    public Act refused(String code, By tried) {
        Act refused = new Act(action, by.actor.isEmpty() ? tried : by, address, requestId, true, code);
        readRequest();
        refused.about.putAll(about);
        return refused;
    }

    /// Has it told what its request is about as soon as that is asked: most requests only read, and nobody asks.
    public void tellsOf(Consumer<Act> asked) {
        request = asked;
    }

    private void readRequest() {
        Consumer<Act> unread = request;
        request = act -> {};
        unread.accept(this);
    }

    /// Adds what it is about.
    ///
    /// @param field such as `run_id`, of a bounded set
    public void about(String field, List<String> values) {
        readRequest();
        SequencedSet<String> told = about.computeIfAbsent(field, name -> new LinkedHashSet<>());
        values.stream()
                .limit(Math.max(0, MAX_VALUES - told.size()))
                .map(value -> value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value)
                .forEach(told::add);
    }

    public String action() {
        return action;
    }

    public String actor() {
        return by.actor;
    }

    public String via() {
        return by.via;
    }

    public String workspace() {
        return by.workspace;
    }

    public String address() {
        return address;
    }

    public String requestId() {
        return requestId;
    }

    public String outcome() {
        return outcome;
    }

    public boolean isOften() {
        return isOften;
    }

    /// The things that it is about, at most 20 of a kind.
    public Map<String, ? extends Set<String>> about() {
        readRequest();
        return about;
    }

    /// Whether the log has it.
    public boolean isKept() {
        return isKept;
    }

    public void keep() {
        isKept = true;
    }
}
