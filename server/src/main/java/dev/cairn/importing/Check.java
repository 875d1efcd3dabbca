package dev.cairn.importing;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.Fingerprint;
import dev.cairn.importing.transfer.Kind;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.importing.transfer.Tally;
import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.text.Digests;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads a source once more, and for each object of it the one here, and compares their content. What the source has by
/// its own count must have been read.
final class Check {
    private static final Compared<RunCopy> RUN = new Compared<>(
            "Run",
            copy -> copy.run().info().runId(),
            copy -> copy.run().info().experimentId(),
            copy -> copy.run().info().artifactUri(),
            Tally::add,
            Fingerprint::of);
    private static final Compared<LoggedModelCopy> MODEL = new Compared<>(
            "Logged model",
            copy -> copy.model().info().modelId(),
            copy -> copy.model().info().experimentId(),
            copy -> copy.model().info().artifactUri(),
            Tally::add,
            Fingerprint::of);

    /// A trace is here with its spans, wherever its files are.
    private static final Compared<TraceCopy> TRACE = new Compared<>(
            "Trace", TraceCopy::traceId, TraceCopy::experimentId, copy -> "", Tally::add, Fingerprint::of);

    private final Source source;
    private final CairnTarget target;
    private final Locations locations;
    private final Progress progress;
    private final Report report;
    private final Tally there = new Tally();
    private final Tally here = new Tally();

    Check(Source source, CairnTarget target, Locations locations, Progress progress, Report report) {
        this.source = source;
        this.target = target;
        this.locations = locations;
        this.progress = progress;
        this.report = report;
    }

    void run() {
        Source.Counts counts = source.counts();
        Map<Kind, Long> census = source.census(); // before reading, which sees what is logged meanwhile
        source.experiments().forEach(this::experiment);
        progress.begin("Check of runs", counts.runs());
        Handover.<List<RunCopy>>run(
                batch -> source.runs(Source.Selection.all(), batch), batch -> compare(RUN, batch, target::storedRuns));
        progress.begin("Check of logged models", counts.models());
        Handover.<List<LoggedModelCopy>>run(
                batch -> source.models(Source.Selection.all(), batch),
                batch -> compare(MODEL, batch, target::storedModels));
        source.registeredModels(Source.Selection.all(), this::registeredModel);
        progress.begin("Check of traces", counts.traces());
        Handover.<List<TraceCopy>>run(
                batch -> source.traces(Source.Selection.all(), batch),
                batch -> compare(TRACE, batch, target::storedTraces));
        source.evaluation(this::evaluation);
        if (locations.copies()) {
            progress.begin("Check of artifact bytes", -1);
            source.artifacts(new Contents());
        }
        census.forEach((kind, count) -> {
            if (count > there.of(kind)) {
                report.problem("The source has %,d %s, of which %,d could be read."
                        .formatted(count, kind.words(), there.of(kind)));
            }
        });
        for (Kind kind : Kind.values()) {
            if (there.of(kind) != here.of(kind)) {
                report.problem("The source has %,d %s, here are %,d of them."
                        .formatted(there.of(kind), kind.words(), here.of(kind)));
            } else if (there.of(kind) > 0) {
                report.done(kind.words() + " on both sides, compared", here.of(kind));
            }
        }
    }

    private void experiment(Experiment experiment) {
        there.add(experiment);
        target.found(experiment.experimentId()).ifPresent(found -> {
            here.add(found);
            tell("Experiment " + experiment.experimentId(), Fingerprint.of(experiment), Fingerprint.of(found));
        });
    }

    private <T> void compare(Compared<T> kind, List<T> batch, Function<List<String>, List<T>> stored) {
        Map<String, T> found = stored.apply(batch.stream().map(kind.id).toList()).stream()
                .collect(Collectors.toMap(kind.id, Function.identity()));
        for (T expected : batch) {
            String name = kind.word + " " + kind.id.apply(expected);
            kind.count.accept(there, expected);
            Optional<T> other = Optional.ofNullable(found.get(kind.id.apply(expected)));
            other.ifPresentOrElse(
                    copy -> {
                        kind.count.accept(here, copy);
                        tell(name, kind.print.apply(expected), kind.print.apply(copy));
                        home(name, kind.experiment.apply(expected), kind.experiment.apply(copy));
                    },
                    () -> report.problem(name + " is not here."));
            if (!locations.canServe(kind.place.apply(expected))) {
                report.problem("%s keeps its artifacts at '%s', which this server cannot refer to. %s"
                        .formatted(
                                name,
                                kind.place.apply(expected),
                                locations.copies()
                                        ? "If you can reach them, name that place with --artifacts-from."
                                        : "Import with --artifacts copy."));
            }
        }
        progress.add(batch.size());
    }

    /// Tells of what is in another experiment than the one that its own has become.
    ///
    /// @param own   its experiment in the source, which may have been refused
    /// @param found its experiment here
    private void home(String name, String own, String found) {
        Optional<String> home = target.found(own).map(Experiment::experimentId);
        if (home.isEmpty()) {
            report.problem("%s is in experiment %s here; experiment %s of the source, which is its own, was not stored."
                    .formatted(name, found, own));
        } else if (!home.get().equals(found)) {
            report.problem("%s is in experiment %s here, and not in %s, which is the one of the source."
                    .formatted(name, found, home.get()));
        }
    }

    private void evaluation(EvaluationObject object) {
        there.add(object);
        String name = "The " + object.kind() + " " + object.id();
        target.stored(object)
                .ifPresentOrElse(
                        found -> {
                            here.add(found);
                            tell(name, Fingerprint.of(target.here(object)), Fingerprint.of(found));
                        },
                        () -> report.problem(name + " is not here."));
    }

    private void registeredModel(RegisteredModelCopy copy) {
        there.add(copy);
        String name = "Registered model " + copy.model().name();
        target.storedModel(copy.model().name())
                .ifPresentOrElse(
                        found -> {
                            here.add(found);
                            tell(name, Fingerprint.of(target.here(copy)), Fingerprint.of(found));
                        },
                        () -> report.problem(name + " is not here."));
    }

    private void tell(String name, Fingerprint expected, Fingerprint found) {
        SortedSet<String> differences = expected.differences(found);
        if (!differences.isEmpty()) {
            report.problem("%s differs from the source in: %s. What was here before an import is left as it is."
                    .formatted(name, String.join(", ", differences)));
        }
    }

    /// What is compared by id.
    ///
    /// @param place the URI of its artifacts
    record Compared<T>(
            String word,
            Function<T, String> id,
            Function<T, String> experiment,
            Function<T, String> place,
            BiConsumer<Tally, T> count,
            Function<T, Fingerprint> print) {}

    /// Compares files byte by byte, by way of their hashes.
    private final class Contents implements Source.ArtifactSink {
        @Override
        public void file(SourceFile file) {
            if (!target.takes(file)) {
                return;
            }
            there.add(Kind.FILES, 1);
            there.add(Kind.BYTES, file.size());
            try {
                Optional<ArtifactPath> place = target.place(file);
                Optional<ArtifactFile> found = place.isEmpty() ? Optional.empty() : target.find(place.get());
                if (found.isEmpty()) {
                    report.problem("File '%s' of %s is not here.".formatted(file.path(), file.owner()));
                    return;
                }
                here.add(Kind.FILES, 1);
                here.add(Kind.BYTES, found.get().size());
                try (InputStream original = file.open();
                        InputStream copy = target.open(found.get())) {
                    if (!Arrays.equals(hash(original), hash(copy))) {
                        report.problem("File '%s' of %s has another content here. Delete it here and import again."
                                .formatted(file.path(), file.owner()));
                    }
                }
                progress.add(file.size());
            } catch (IOException | ApiException failure) {
                report.problem("File '%s' of %s cannot be compared: %s"
                        .formatted(file.path(), file.owner(), failure.getMessage()));
            }
        }

        @Override
        public void unreadable(Owner owner, String reason) {
            // was told when it was to be copied
        }

        private static byte[] hash(InputStream content) throws IOException {
            MessageDigest digest = Digests.sha256();
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return digest.digest();
        }
    }
}
