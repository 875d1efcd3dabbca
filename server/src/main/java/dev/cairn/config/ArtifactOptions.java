package dev.cairn.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of the artifact store.
final class ArtifactOptions {
    @Option(
            names = "--artifacts-destination",
            paramLabel = "PLACE",
            description =
                    "Where the artifact proxy keeps files: a folder, s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/PREFIX. Default: artifacts in the data folder.")
    private @Nullable String destination;

    @Option(
            names = "--artifacts-endpoint",
            paramLabel = "URL",
            description = "Address of an object store that is not the cloud's own, such as http://minio:9000.")
    private @Nullable String endpoint;

    @Option(
            names = "--artifacts-region",
            paramLabel = "REGION",
            description = "Region of the S3 bucket. Default: as AWS tools find it; us-east-1 with an endpoint.")
    private @Nullable String region;

    @Option(
            names = "--artifacts-path-style",
            paramLabel = "true|false",
            arity = "1",
            description =
                    "Whether the S3 bucket is named in the path instead of the host. Default: true with an endpoint.")
    private @Nullable Boolean pathStyle;

    @Option(
            names = "--artifacts-direct",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            description =
                    "Whether clients move large files to and from the store by themselves, under signed URLs. Say false where they cannot reach it. Default: ${DEFAULT-VALUE}.")
    private boolean direct = true;

    ArtifactConfig config(Path data) {
        if (destination == null) {
            return new ArtifactConfig(new ArtifactDestination.Folder(data.resolve("artifacts")), direct);
        }
        return config(destination);
    }

    /// A place of artifacts, reached by these settings.
    ArtifactConfig config(String place) {
        ArtifactDestination.Settings settings =
                new ArtifactDestination.Settings(endpoint(), region, pathStyle, System.getenv());
        return new ArtifactConfig(ArtifactDestination.parse(place, settings), direct);
    }

    private @Nullable URI endpoint() {
        return endpoint == null ? null : StoreUrl.parse("--artifacts-endpoint", endpoint);
    }
}
