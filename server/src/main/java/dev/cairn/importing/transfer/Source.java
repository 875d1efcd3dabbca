package dev.cairn.importing.transfer;

import dev.cairn.protocol.tracking.Experiment;
import dev.cairn.registry.RegisteredModelCopy;
import dev.cairn.traces.TraceCopy;
import dev.cairn.tracking.LoggedModelCopy;
import dev.cairn.tracking.RunCopy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What experiments, runs, models, traces and their files are read from. Nothing is ever written to it. For one thread.
public interface Source extends AutoCloseable {

    /// A name for it that is the same each time it is read, without secrets.
    String name();

    /// How much there is, as far as that is cheap to know.
    Counts counts();

    /// How much there is of some kinds, counted in another way than by reading it.
    default Map<Kind, Long> census() {
        return Map.of();
    }

    /// All experiments, those in the trash as well.
    List<Experiment> experiments();

    /// Gives runs in batches that fit into memory.
    void runs(Selection selection, Consumer<List<RunCopy>> batches);

    void models(Selection selection, Consumer<List<LoggedModelCopy>> batches);

    /// Gives registered models, the locations of their versions as `Place`s where they lie with a run or a model; a
    /// source that is the same as the location is then an empty text.
    void registeredModels(Selection selection, Consumer<RegisteredModelCopy> each);

    /// Gives traces in batches that fit into memory.
    void traces(Selection selection, Consumer<List<TraceCopy>> batches);

    /// Gives what applications are evaluated with, one after the other.
    void evaluation(Consumer<EvaluationObject> each);

    /// Gives the files of runs, models and traces that can be read.
    void artifacts(ArtifactSink files);

    @Override
    void close();

    /// Says which of some ids are wanted, before anything more is read about them.
    @FunctionalInterface
    interface Selection {
        Set<String> among(Collection<String> ids);

        /// All of them.
        static Selection all() {
            return Set::copyOf;
        }
    }

    /// Takes files, one after the other.
    interface ArtifactSink {
        void file(SourceFile file);

        /// Artifacts that cannot be read, with the reason and what to do about it.
        void unreadable(Owner owner, String reason);
    }

    /// How much a source has; -1 for what is not known beforehand.
    record Counts(long experiments, long runs, long points, long models, long registeredModels, long traces) {}
}
