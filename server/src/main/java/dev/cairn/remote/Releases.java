package dev.cairn.remote;

import dev.cairn.deploy.Cluster;
import dev.cairn.deploy.ClusterException;
import dev.cairn.deploy.Condition;
import dev.cairn.deploy.Pace;
import dev.cairn.deploy.Placement;
import dev.cairn.deploy.Release;
import dev.cairn.protocol.serving.ServedReason.Finding;
import dev.cairn.protocol.serving.ServedReason.Finding.Code;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What this server has in a cluster: releases that are brought there, those whose pods are asked, and those that
/// nobody needs any more. Safe for use by any number of threads.
final class Releases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int LAST_WORDS = 5;

    /// How many seconds later a cluster that is away is asked again.
    private static final int SELDOM = 10;

    private static final int LONGEST_WORDS = 1_000;

    /// How many attempts ask pods and the cluster at a time.
    private static final int AT_ONCE = 16;

    /// What who may see an endpoint is told of the cluster. Its own words have its addresses and accounts.
    private static final String NO_ANSWER = "The cluster does not answer.";

    private static final String REFUSED = "The cluster refuses it. The server's log says more.";

    private final Cluster cluster;
    private final PodCalls calls;
    private final Duration starting;
    private final Duration grace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Long> unneeded = new HashMap<>();

    /// Those that are being removed, which nobody brings meanwhile.
    private final Set<String> leaving = new HashSet<>();

    private final Semaphore places = new Semaphore(AT_ONCE);

    /// One whose pods are asked.
    private record Held(Release release, int holders) {}

    /// A release, and how this server reaches its pods.
    ///
    /// @param hasServed whether its pods answered before, so that they need no look at the cluster if they do now
    record Reached(Release release, URI invocations, URI ping, boolean hasServed) {
        String name() {
            return release.placement().name();
        }
    }

    /// To whom is said how it goes.
    ///
    /// @param building takes a line of what is done
    /// @param redacted a text of the model's or of the cluster's, without secrets
    record Told(Consumer<String> building, UnaryOperator<String> redacted) {
        void say(String line) {
            building.accept(redacted.apply(line));
        }
    }

    /// @param starting how long the pods of a release may take to answer
    /// @param grace    how long nobody has needed one that is removed
    Releases(Cluster cluster, PodCalls calls, Duration starting, Duration grace) {
        this.cluster = cluster;
        this.calls = calls;
        this.starting = starting;
        this.grace = grace;
    }

    /// Whether a release is being brought there, or has been just now.
    synchronized boolean isBegun(String name) {
        attempts.values().removeIf(Attempt::isOld);
        return attempts.containsKey(name);
    }

    /// Begins to bring it there, unless somebody did, or it is just being removed.
    void begin(Reached wanted, Told told) {
        Attempt attempt = Attempt.begin(wanted);
        synchronized (this) {
            if (leaving.contains(wanted.name()) || attempts.putIfAbsent(wanted.name(), attempt) != null) {
                return;
            }
            unneeded.remove(wanted.name());
        }
        threads.execute(() -> {
            Attempt.Outcome outcome =
                    new Attempt.Outcome.Away("The server's log says more.", Finding.of(Code.UNFORESEEN));
            try {
                outcome = worked(wanted, told);
            } catch (RuntimeException | Error unforeseen) {
                LOG.error("release={} could not be brought to the cluster", wanted.name(), unforeseen);
            } finally {
                attempt.ends(outcome);
            }
        });
    }

    /// Pods that answered before, and do now, need not wait for the cluster to say so, nor for it to be there.
    /// A cluster that is away is waited for.
    private Attempt.Outcome worked(Reached wanted, Told told) {
        try {
            places.acquire();
            try {
                return brought(wanted, told);
            } finally {
                places.release();
            }
        } catch (IllegalArgumentException refused) {
            return refused(wanted, refused, told);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Attempt.Outcome.Away("The server is stopping.", Finding.of(Code.STOPPING));
        }
    }

    private Attempt.Outcome brought(Reached wanted, Told told) throws InterruptedException {
        Pace pace = pace();
        while (true) {
            if (wanted.hasServed() && calls.answers(wanted.ping())) {
                told.say("the pods of %s answer".formatted(wanted.name()));
                threads.execute(() -> refresh(wanted));
                return answers();
            }
            try {
                return bring(wanted, told);
            } catch (ClusterException refused) {
                Attempt.Outcome.Refused why = refused(wanted, refused, told);
                if (!refused.isAway() || !hasWaited(pace)) {
                    return why;
                }
                told.say("not yet: " + why.why());
            }
        }
    }

    /// Who waits leaves its place to others.
    private Pace pace() {
        Pace pace = Pace.upTo(starting);
        return () -> {
            places.release();
            try {
                return pace.goesOn();
            } finally {
                places.acquireUninterruptibly();
            }
        };
    }

    /// Leaves what the cluster says to the server's log.
    private static Attempt.Outcome.Refused refused(Reached wanted, IllegalArgumentException refused, Told told) {
        String whole = told.redacted().apply(String.valueOf(refused.getMessage()));
        LOG.warn("release={} is not brought to the cluster: {}", wanted.name(), whole);
        return refused instanceof ClusterException cluster && cluster.isAway()
                ? new Attempt.Outcome.Refused(NO_ANSWER, Finding.of(Code.CLUSTER_AWAY))
                : new Attempt.Outcome.Refused(REFUSED, Finding.of(Code.CLUSTER_REFUSES));
    }

    /// @return false if time is over
    private static boolean hasWaited(Pace pace) throws InterruptedException {
        for (int i = 0; i < SELDOM; i++) {
            if (!pace.goesOn()) {
                return false;
            }
        }
        return true;
    }

    /// Gives what answers what the server's options say by now.
    private void refresh(Reached wanted) {
        places.acquireUninterruptibly();
        try {
            lookAfter(wanted.name(), () -> cluster.apply(wanted.release(), true));
        } finally {
            places.release();
        }
    }

    private Attempt.Outcome bring(Reached wanted, Told told) throws InterruptedException {
        Placement at = wanted.release().placement();
        cluster.apply(wanted.release(), true);
        told.say("it is the release %s of the namespace %s".formatted(at.name(), at.namespace()));
        Pace pace = pace();
        return switch (cluster.follow(at, pace, told::say)) {
            case Condition.Ready(String words) -> {
                told.say(words);
                yield reached(wanted, pace);
            }
            case Condition.Underway(String words) -> slow(told.redacted().apply(words));
            case Condition.Failed(String words, String pod) -> failed(at, words, pod, told);
        };
    }

    private Attempt.Outcome slow(String words) {
        long seconds = starting.toSeconds();
        return new Attempt.Outcome.Refused(
                "Its pods do not answer after %d s: %s.".formatted(seconds, words),
                new Finding(Code.PODS_SLOW, seconds, words));
    }

    private static Attempt.Outcome answers() {
        return new Attempt.Outcome.Answers(System.nanoTime());
    }

    /// What the cluster says is ready may be out of reach from here.
    private Attempt.Outcome reached(Reached wanted, Pace pace) throws InterruptedException {
        do {
            if (calls.answers(wanted.ping())) {
                return answers();
            }
        } while (pace.goesOn());
        return new Attempt.Outcome.Refused(
                "Its pods are ready, but this server gets no answer at %s; --kubernetes-address says how it reaches them."
                        .formatted(wanted.ping()),
                Finding.quoting(Code.PODS_OUT_OF_REACH, wanted.ping().toString()));
    }

    private Attempt.Outcome failed(Placement at, String words, String pod, Told told) {
        if (pod.isEmpty()) {
            return podFailed(told.redacted().apply(words));
        }
        List<String> said = told.redacted()
                .apply(cluster.lastWords(at, pod))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        said.forEach(line -> told.building().accept("the pod said: " + line));
        String last = String.join(" | ", said.subList(Math.max(0, said.size() - LAST_WORDS), said.size()));
        return podFailed("%s. Its last words: %s"
                .formatted(
                        told.redacted().apply(words),
                        last.length() > LONGEST_WORDS ? last.substring(last.length() - LONGEST_WORDS) : last));
    }

    private static Attempt.Outcome podFailed(String words) {
        return new Attempt.Outcome.Refused(words, Finding.quoting(Code.POD_FAILED, words));
    }

    /// The pods of a release that was begun.
    ///
    /// @throws NotThereException if they do not answer, or not yet
    synchronized Pods hold(String name) throws NotThereException {
        Attempt attempt = attempts.get(name);
        if (attempt == null) {
            throw NotThereException.forNow(
                    "The release %s is looked for once more".formatted(name), Finding.of(Code.PODS_ASKED_AGAIN));
        }
        if (!attempt.outcome().isDone()) {
            throw NotThereException.yet(
                    "Its pods are being started. Its build log tells how far that is", attempt.outcome());
        }
        switch (attempt.outcome().join()) {
            case Attempt.Outcome.Answers _ -> {} // as long as that is fresh
            case Attempt.Outcome.Refused(String why, Finding found) -> {
                attempts.remove(name);
                throw NotThereException.atAll(why, found);
            }
            case Attempt.Outcome.Away(String why, Finding found) -> {
                attempts.remove(name);
                throw NotThereException.forNow(why, found);
            }
        }
        Reached wanted = attempt.wanted();
        held.merge(name, new Held(wanted.release(), 1), (before, now) -> new Held(now.release(), before.holders() + 1));
        return new Pods(name, wanted.invocations(), calls, () -> leave(name));
    }

    private synchronized void leave(String name) {
        held.computeIfPresent(
                name, (_, before) -> before.holders() == 1 ? null : new Held(before.release(), before.holders() - 1));
    }

    /// Brings back what is needed, is asked and was removed by somebody, and removes what nobody has needed for a
    /// while. Another server of the database does so, too, whatever this one still holds.
    ///
    /// @param server whose releases they are
    /// @param needed the names of those that endpoints need
    void turn(String namespace, String server, Set<String> needed) {
        lookAfter(namespace, () -> {
            Map<String, Held> asked = asked(needed); // before it is looked, as what is brought later is not found
            Cluster.Found found = cluster.made(namespace, server);
            bringBack(asked, found);
            others(found, needed).forEach(name -> lookAfter(name, () -> remove(new Placement(namespace, name))));
        });
    }

    private void remove(Placement at) {
        if (!leaves(at.name())) {
            return;
        }
        try {
            List<String> removed = cluster.deleteWithSecret(at);
            LOG.info("release={} namespace={} is needed by no endpoint: {}", at.name(), at.namespace(), removed);
        } finally {
            hasLeft(at.name());
        }
    }

    /// Whether a release is still one that nobody needs, which nobody begins to bring from now on.
    private synchronized boolean leaves(String name) {
        if (!unneeded.containsKey(name) || held.containsKey(name)) {
            return false;
        }
        attempts.remove(name);
        return leaving.add(name);
    }

    private synchronized void hasLeft(String name) {
        leaving.remove(name);
    }

    /// What the cluster refuses keeps nothing else from its turn.
    private static void lookAfter(String what, Runnable work) {
        try {
            work.run();
        } catch (IllegalArgumentException refused) {
            LOG.warn("{} in the cluster cannot be looked after: {}", what, refused.getMessage());
        }
    }

    private synchronized Map<String, Held> asked(Set<String> needed) {
        Map<String, Held> asked = new HashMap<>(held);
        asked.keySet().retainAll(needed);
        return asked;
    }

    private void bringBack(Map<String, Held> asked, Cluster.Found found) {
        asked.keySet().removeAll(found.deployed());
        asked.forEach((name, which) -> {
            LOG.warn("release={} was removed by somebody, and is applied again", name);
            lookAfter(name, () -> cluster.apply(which.release(), true));
        });
    }

    /// Those that nobody has needed for long enough.
    private synchronized List<String> others(Cluster.Found found, Set<String> needed) {
        long now = System.nanoTime();
        Set<String> kept = new HashSet<>(needed);
        kept.addAll(held.keySet());
        attempts.entrySet()
                .removeIf(each -> each.getValue().outcome().isDone()
                        && (each.getValue().isOld() || !kept.contains(each.getKey())));
        unneeded.keySet().retainAll(found.all());
        unneeded.keySet().removeAll(kept);
        found.all().stream().filter(name -> !kept.contains(name)).forEach(name -> unneeded.putIfAbsent(name, now));
        return unneeded.entrySet().stream()
                .filter(each -> now - each.getValue() >= grace.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Stops looking; what is in the cluster stays.
    @Override
    public void close() {
        threads.shutdownNow();
        cluster.close();
    }
}
