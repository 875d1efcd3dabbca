package dev.cairn.tracking;

import dev.cairn.access.Act;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Database;
import dev.cairn.db.Transaction;
import dev.cairn.protocol.tracking.RunStatus;
import dev.cairn.text.Ages;
import dev.cairn.tracking.names.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends runs that are under way and stopped reporting, where the server's setting or a tag of their experiment asks for
/// it. The tag wins.
final class StaleRuns {
    /// The tag of an experiment that says what becomes of its stale runs, in the words of the setting.
    static final String POLICY_TAG = "cairn.closeStaleRuns";

    /// The tag of a run that was ended so.
    static final String REASON_TAG = "cairn.closedBecause";

    private static final int PAGE = 500;
    private static final Logger LOG = LoggerFactory.getLogger(StaleRuns.class);

    private final Database database;
    private final Names names;
    private final RunChanges changes;
    private final InstantSource clock;
    private final Optional<Policy> policy;
    private final long started;

    /// @param policy for experiments without a tag
    StaleRuns(Database database, Names names, RunChanges changes, InstantSource clock, Optional<Policy> policy) {
        this.database = database;
        this.names = names;
        this.changes = changes;
        this.clock = clock;
        this.policy = policy;
        this.started = clock.millis();
    }

    /// Ends those that are stale now, and returns how many they were.
    int close() {
        long now = clock.millis();
        int closed = 0;
        List<Candidate> page = candidates(0, now);
        while (!page.isEmpty()) {
            for (Candidate candidate : page) {
                closed += close(candidate, now);
            }
            page = candidates(page.getLast().run().id(), now);
        }
        return closed;
    }

    private List<Candidate> candidates(long after, long now) {
        return database.read(
                tx -> RunStore.silentSince(tx, now - Policy.SHORTEST.toMillis(), policy.isEmpty(), after, PAGE));
    }

    private int close(Candidate candidate, long now) {
        Optional<Policy> own = candidate.policy() == null ? policy : Policy.parse(candidate.policy());
        return own.filter(rule -> rule.covers(candidate.run(), started, now))
                .map(rule -> close(candidate, rule))
                .orElse(0);
    }

    /// Ends one run, unless it reported meanwhile.
    private int close(Candidate candidate, Policy rule) {
        StoredRun run = candidate.run();
        String reason = "No sign of life since %s; closed as %s after %s."
                .formatted(Instant.ofEpochMilli(Activity.lastActivity(run)), rule.status(), Ages.text(rule.after()));
        Act act = Act.here("stale runs", "server");
        act.about("run_id", List.of(run.runId()));
        boolean closed = act.call(() -> database.write(tx -> end(tx, candidate, rule, reason)));
        if (closed) {
            LOG.info("run={} closed: {}", run.runId(), reason);
        }
        return closed ? 1 : 0;
    }

    private boolean end(Transaction tx, Candidate candidate, Policy rule, String reason) {
        long tag = names.idOf(tx, REASON_TAG);
        RunStore store = new RunStore(tx, Caller.itself(candidate.workspace()));
        StoredRun run = candidate.run();
        Optional<StoredRun> unchanged = store.findLocked(run.runId()).filter(run::equals);
        if (unchanged.isEmpty()) {
            return false;
        }
        StoredRun ended = run.with(rule.status(), Activity.lastActivity(run), run.name());
        store.update(ended.id(), ended.status(), ended.endTime(), ended.name());
        new TagStore(tx).setTag(new RunKey(run.id(), tag), reason);
        changes.run(tx, ended, Map.of(REASON_TAG, reason));
        return true;
    }

    /// A run under way that has been silent for a while.
    ///
    /// @param policy the tag of its experiment, if there is one
    record Candidate(
            StoredRun run, Workspace workspace, @Nullable String policy) {}

    /// After what time of silence a run is ended, and how: `30m`, `2h KILLED`.
    record Policy(Duration after, RunStatus status) {
        /// Shorter ones would end runs whose last sign of life is not stored yet.
        static final Duration SHORTEST = Activity.RESOLUTION.multipliedBy(2);

        private static final Pattern FORM = Pattern.compile("(\\S+)(?:\\s+(FAILED|KILLED))?");

        /// Empty for `off` and for what is no policy.
        static Optional<Policy> parse(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                return Optional.empty();
            }
            RunStatus status = form.group(2) == null ? RunStatus.FAILED : RunStatus.valueOf(form.group(2));
            return Ages.parse(form.group(1))
                    .filter(age -> age.compareTo(SHORTEST) >= 0)
                    .map(age -> new Policy(age, status));
        }

        /// The server's setting.
        ///
        /// @throws IllegalArgumentException with a sentence for the user
        static Optional<Policy> setting(String text) {
            Optional<Policy> policy = parse(text);
            if (policy.isEmpty() && !text.strip().toLowerCase(Locale.ROOT).equals("off")) {
                throw new IllegalArgumentException(
                        "--close-stale-runs takes off, or an age of a minute or more and FAILED or KILLED, such as '30m' or '2h KILLED'; not '%s'."
                                .formatted(text));
            }
            return policy;
        }

        boolean covers(StoredRun run, long serverStarted, long now) {
            return Math.max(Activity.lastActivity(run), serverStarted) <= now - after.toMillis();
        }
    }
}
