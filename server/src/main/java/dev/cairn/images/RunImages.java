package dev.cairn.images;

import static dev.cairn.access.Resource.RUN;

import dev.cairn.access.Caller;
import dev.cairn.access.Permission;
import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.Listing;
import dev.cairn.db.Database;
import dev.cairn.http.ApiException;
import dev.cairn.http.Routes;
import dev.cairn.protocol.runs.ListRunImages;
import dev.cairn.tracking.RunFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The one public door: the images that runs logged step by step.
public final class RunImages {
    /// The runs of one request.
    static final int MAX_RUNS = 1_000;

    /// The runs of one answer, each of which is a look into a folder.
    static final int MAX_LISTED = 100;

    /// The files that one request looks at: an image mostly is two.
    static final int MAX_FILES = 40_000;

    /// What clients set on a run that logged an image.
    private static final String TAG = "mlflow.loggedImages";

    private static final ArtifactPath FOLDER = ArtifactPath.of("images");

    private final Database database;
    private final Artifacts artifacts;
    private final RunFinder finder;
    private final int maxFiles;

    public RunImages(Database database, Artifacts artifacts, RunFinder finder) {
        this(database, artifacts, finder, MAX_FILES);
    }

    RunImages(Database database, Artifacts artifacts, RunFinder finder, int maxFiles) {
        this.database = database;
        this.artifacts = artifacts;
        this.finder = finder;
        this.maxFiles = maxFiles;
    }

    public void register(Routes routes) {
        routes.api("3.0/cairn").post("runs/images", Permission.read(RUN), ListRunImages.class, this::list);
    }

    /// Runs that are gone, that logged none, or whose files this server does not keep, have none.
    ListRunImages.Response list(Caller caller, ListRunImages request) {
        Set<String> runIds = new LinkedHashSet<>(request.runIds());
        if (runIds.isEmpty() || runIds.size() > MAX_RUNS) {
            throw ApiException.invalid(
                    "run_ids must name 1 to %d runs. It names %d.".formatted(MAX_RUNS, runIds.size()));
        }
        Map<String, String> uris = database.read(tx -> finder.nameId(tx, TAG)
                .map(tag -> new ImageRunStore(tx, caller).artifactUris(runIds, tag))
                .orElse(Map.of()));
        List<ListRunImages.ImagesOfRun> found = new ArrayList<>();
        boolean more = uris.size() > MAX_LISTED;
        int left = maxFiles;
        for (String runId :
                runIds.stream().filter(uris::containsKey).limit(MAX_LISTED).toList()) {
            if (left == 0) {
                more = true;
                break;
            }
            FolderImages images = new FolderImages(left);
            left -= read(Objects.requireNonNull(uris.get(runId)), images);
            more |= images.isCut();
            if (!images.isEmpty()) {
                found.add(new ListRunImages.ImagesOfRun(runId, images.series()));
            }
        }
        return new ListRunImages.Response(found, more);
    }

    /// @return how many files were looked at
    private int read(String uri, FolderImages images) {
        Optional<ArtifactPath> folder = root(uri).map(root -> root.child(FOLDER));
        if (folder.isEmpty()) {
            return 0;
        }
        try {
            String from = "";
            do {
                Listing page = artifacts.list(folder.get(), from);
                for (ArtifactFile file : page.files()) {
                    images.add(FOLDER, file);
                }
                from = page.next();
            } while (!from.isEmpty() && !images.isCut());
            return images.seen();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Empty for a URI that leads elsewhere, or out of the store.
    private Optional<ArtifactPath> root(String uri) {
        try {
            return artifacts.resolve(uri);
        } catch (ApiException noPath) {
            return Optional.empty();
        }
    }
}
