package dev.cairn;

import dev.cairn.files.TemporaryFolder;
import dev.cairn.image.ImageFile;
import dev.cairn.image.ImageTag;
import dev.cairn.image.ModelImage;
import dev.cairn.image.Platform;
import dev.cairn.modelserver.ModelUri;
import dev.cairn.modelserver.TrackingClient;
import dev.cairn.scoring.ModelFolder;
import dev.cairn.scoring.ModelFormatException;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.UnsupportedFlavorException;
import dev.cairn.scoring.invocation.LoadedModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cairn image`: an image of a model for containers, without Docker.
@Command(
        name = "image",
        description =
                "Writes a container image that serves a model, without Docker: Java, Cairn and the model as an OCI"
                        + " archive, for docker load, podman load or skopeo copy.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ImageCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description = "models:/NAME@ALIAS, models:/NAME/VERSION, models:/m-ID, or the folder of a model."
                    + " Without it, the image fetches the model that it is told when it starts.")
    private String model = "";

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "The tar that is written.")
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private Path output;

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            defaultValue = "${env:MLFLOW_TRACKING_URI:-http://127.0.0.1:5000}",
            description = "The tracking server that has the model. Default: that of MLFLOW_TRACKING_URI, or"
                    + " http://127.0.0.1:5000.")
    private String trackingUri = "";

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "An image with Java 25 below it: the tar of docker save, or an OCI archive. Default: the Java"
                    + " that runs this, with the C library of this machine.")
    private @Nullable Path base;

    @Option(
            names = "--platform",
            paramLabel = "linux/amd64|linux/arm64",
            description = "For which machines, where the base is for several. Default: this one's.")
    private @Nullable String platform;

    @Option(
            names = "--tag",
            paramLabel = "NAME[:TAG]",
            description = "What it is called where it is loaded. Default: the name and the version of the model.")
    private @Nullable String tag;

    @Option(
            names = "--model-python",
            paramLabel = "FILE",
            description = "The Python of the base, with the packages of the model, for a model that needs one.")
    private @Nullable String python;

    @Option(names = "--jar", paramLabel = "FILE", description = "The jar of Cairn. Default: the one that runs this.")
    private @Nullable Path jar;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warnOnly();
        ImageFile file = new ImageFile(output);
        Platform machines = platform == null ? Platform.here() : Platform.parse(platform);
        try (TemporaryFolder work = TemporaryFolder.create().goneAtTheEnd()) {
            ModelImage image = image(machines, work.path());
            ModelImage.Written written = image.write(file, work.path());
            System.out.printf(
                    "Wrote %s: %s, %s, %d MB, %s%n",
                    output, image.tag().text(), image.platform(), written.bytes() / 1_000_000, written.digest());
        }
        return 0;
    }

    private ModelImage image(Platform machines, Path work) throws IOException, InterruptedException {
        Optional<ModelImage.Named> named = model.isEmpty() ? Optional.empty() : Optional.of(named(work));
        return new ModelImage(
                tag != null
                        ? ImageTag.parse(tag)
                        : named.map(it -> ImageTag.of(it.name(), it.version()))
                                .orElseGet(() -> ImageTag.of("cairn", "")),
                named,
                jar == null ? ownJar() : jar,
                StatusApi.VERSION,
                Optional.ofNullable(base),
                machines,
                Optional.ofNullable(python));
    }

    private ModelImage.Named named(Path work) throws IOException, InterruptedException {
        ModelUri uri = ModelUri.parse(model);
        Path folder = work.resolve("model");
        if (uri instanceof ModelUri.InFolder(Path here)) {
            folder = here;
        } else {
            TrackingClient server = new TrackingClient(trackingUri);
            uri = server.pinned(uri);
            server.download(uri, folder);
        }
        ModelImage.Named named = new ModelImage.Named(uri.model(), uri.modelVersion(), folder);
        requireThatItAnswers(folder);
        return named;
    }

    /// Loads the model once: what cannot be served here cannot be served in a container either. Where the base has a
    /// Python, that may score what the JVM does not.
    private void requireThatItAnswers(Path folder) throws IOException {
        try {
            LoadedModel.open(ModelFolder.open(folder), ScoringLimits.DEFAULT).close();
        } catch (UnsupportedFlavorException needsPython) {
            if (python == null) {
                throw new IllegalArgumentException(
                        "%s Other flavors need Python: give --base, an image that has one, and --model-python, where it is there."
                                .formatted(needsPython.getMessage()),
                        needsPython);
            }
        } catch (ModelFormatException unfit) {
            throw new IllegalArgumentException("%s cannot be served: %s".formatted(model, unfit.getMessage()), unfit);
        }
    }

    private static Path ownJar() {
        try {
            return Path.of(ImageCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a jar has a place", impossible);
        }
    }
}
