package dev.cairn.serving;

import dev.cairn.db.Database;
import dev.cairn.protocol.serving.ServedEntity;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.LoadedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings versions into memory, two at a time, and tells the database what became of a configuration.
final class Loading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);

    private final Database database;
    private final ModelSource source;
    private final ScoringThreads threads;
    private final ExecutorService loaders = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("cairn-loading-", 0).factory());

    Loading(Database database, ModelSource source, ScoringThreads threads) {
        this.database = database;
        this.source = source;
        this.threads = threads;
    }

    /// Why a version cannot be served, in a sentence for people.
    static final class NotLoaded extends Exception {
        private static final long serialVersionUID = 1L;

        NotLoaded(String message) {
            super(message);
        }

        NotLoaded(String message, Throwable cause) {
            super(message, cause);
        }
    }

    ModelSource source() {
        return source;
    }

    void later(Runnable work) {
        loaders.execute(work);
    }

    /// All of a plan in memory. What is there already and fits is taken over, and held once more.
    Traffic load(StoredEndpoint endpoint, Plan plan, @Nullable Traffic before) throws NotLoaded {
        List<ServedVersion> loaded = new ArrayList<>();
        try {
            for (int i = 0; i < plan.entities().size(); i++) {
                ServedEntity entity = plan.entities().get(i);
                String version = plan.versions().get(i);
                Optional<ServedVersion> kept = kept(before, entity, version);
                loaded.add(kept.isPresent() ? kept.get() : load(endpoint, entity, version));
            }
            return Traffic.of(plan, loaded);
        } catch (NotLoaded | RuntimeException failure) {
            loaded.forEach(ServedVersion::leave);
            throw failure;
        }
    }

    private static Optional<ServedVersion> kept(@Nullable Traffic before, ServedEntity entity, String version) {
        if (before == null) {
            return Optional.empty();
        }
        return before.shares().stream()
                .filter(share -> share.fits(entity, version))
                .map(Traffic.Share::served)
                .filter(ServedVersion::enter)
                .findFirst();
    }

    private ServedVersion load(StoredEndpoint endpoint, ServedEntity entity, String version) throws NotLoaded {
        String model = Objects.requireNonNull(entity.entityName());
        if (version.isEmpty()) {
            throw new NotLoaded("The model %s has no version %s any more.".formatted(model, entity.entityVersion()));
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            source.fetch(endpoint.workspace(), model, version, folder.path());
            LoadedModel loaded = LoadedModel.open(folder.path(), ScoringLimits.DEFAULT);
            return new ServedVersion(loaded, Concurrency.of(entity), threads);
        } catch (IOException | UncheckedIOException | ModelFormatException unreadable) {
            throw new NotLoaded(
                    "Version %s of the model %s: %s".formatted(version, model, unreadable.getMessage()), unreadable);
        } catch (RuntimeException | OutOfMemoryError unforeseen) {
            LOG.error("endpoint={} model={} version={} cannot be loaded", endpoint.name(), model, version, unforeseen);
            throw new NotLoaded(
                    "Version %s of the model %s cannot be loaded (%s): the server's log says more."
                            .formatted(version, model, unforeseen.getClass().getSimpleName()),
                    unforeseen);
        }
    }

    /// A pending configuration is what serves from now on.
    void activate(StoredConfig config) {
        database.write(tx -> {
            new ConfigStore(tx).activate(config.endpoint(), config.version());
            return true;
        });
    }

    /// A pending configuration is given up.
    void fail(StoredConfig config, String why) {
        database.write(tx -> {
            new ConfigStore(tx).fail(config.endpoint(), config.version(), why);
            return true;
        });
    }

    @Override
    public void close() {
        loaders.shutdownNow();
    }
}
