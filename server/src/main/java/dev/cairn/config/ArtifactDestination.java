package dev.cairn.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the artifact proxy keeps files: the only place, beside the database, that the server talks to.
public sealed interface ArtifactDestination {
    /// The URIs by which clients name this place, without slashes at their ends.
    List<String> uris();

    private static String uri(String scheme, String bucket, String prefix) {
        return scheme + "://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }

    /// A folder of this machine, which only this server can name.
    record Folder(Path path) implements ArtifactDestination {
        @Override
        public List<String> uris() {
            return List.of();
        }
    }

    /// A bucket of any S3-compatible store.
    ///
    /// @param prefix   what the key of each file begins with, without slashes at its ends; may be empty
    /// @param endpoint of a store that is not Amazon's
    /// @param region   where it is not to be found in the environment
    record S3(
            String bucket,
            String prefix,
            @Nullable URI endpoint,
            @Nullable String region,
            boolean pathStyle) implements ArtifactDestination {
        @Override
        public List<String> uris() {
            return List.of(uri("s3", bucket, prefix));
        }
    }

    /// A container of an Azure storage account.
    ///
    /// @param prefix   what the name of each blob begins with, without slashes at its ends; may be empty
    /// @param endpoint of the account's blobs, with the account in the path where it is not in the host's name
    record Azure(AzureAccount account, String container, String prefix, URI endpoint, AzureAccess access)
            implements ArtifactDestination {
        @Override
        public List<String> uris() {
            return List.of(
                    uri("wasbs", container + "@" + account.host("blob"), prefix),
                    uri("abfss", container + "@" + account.host("dfs"), prefix));
        }
    }

    /// A bucket of Google Cloud Storage.
    ///
    /// @param prefix   what the name of each object begins with, without slashes at its ends; may be empty
    /// @param endpoint of the API, Google's own or another's
    record Gcs(String bucket, String prefix, URI endpoint, GcsAccess access) implements ArtifactDestination {
        @Override
        public List<String> uris() {
            return List.of(uri("gs", bucket, prefix));
        }
    }

    /// An account and the cloud that it is of.
    ///
    /// @param cloud such as `core.windows.net`
    record AzureAccount(String name, String cloud) {
        String host(String service) {
            return "%s.%s.%s".formatted(name, service, cloud);
        }
    }

    /// The destination that a setting names.
    ///
    /// @param uri a folder, or a place in an object store
    /// @throws IllegalArgumentException with a sentence for the user
    static ArtifactDestination parse(String uri, Settings settings) {
        String scheme = uri.replaceFirst("(?s):.*", "").toLowerCase(Locale.ROOT);
        if (scheme.length() == uri.length() || scheme.length() < 2 || scheme.equals("file")) {
            return new Folder(Path.of(uri.replaceFirst("^(?i:file):(//)?", "")));
        }
        Matcher parts = Uri.PATTERN.matcher(uri);
        if (!parts.matches()) {
            throw Uri.refused("name a folder or one of %s, with plain names".formatted(Uri.KNOWN));
        }
        String prefix = parts.group("prefix").replaceAll("^/|/$", "");
        return switch (scheme) {
            case "s3" -> Uri.s3(parts, prefix, settings);
            case "wasbs", "abfss" -> Uri.azure(parts, prefix, settings);
            case "gs" -> Uri.gcs(parts, prefix, settings);
            default -> throw Uri.refused("%s: is not known; name a folder or one of %s".formatted(scheme, Uri.KNOWN));
        };
    }

    /// What more may be said of an object store.
    ///
    /// @param pathStyle   whether the bucket stands in the path instead of in the host's name; null for as is usual
    /// @param environment the variables in which stores' credentials are looked for
    record Settings(
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable Boolean pathStyle,
            Map<String, String> environment) {}

    /// The grammar of destinations.
    final class Uri {
        private static final String KNOWN =
                "s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/PREFIX";
        private static final String NAME = "(?!\\.{1,2}(?:/|$))[^/?#\\\\\\p{Cntrl}]+";
        private static final Pattern PATTERN = Pattern.compile(
                "[A-Za-z0-9+.-]+://(?<container>[a-z0-9$][a-z0-9._-]*)(?:@(?<host>[a-z0-9.-]+))?(?<prefix>(?:/" + NAME
                        + ")*/?)");
        private static final Pattern AZURE =
                Pattern.compile("(?<account>[a-z0-9]{3,24})\\.(?:blob|dfs)\\.(?<cloud>core\\.[a-z0-9.-]+)");

        private Uri() {}

        private static S3 s3(Matcher parts, String prefix, Settings settings) {
            return new S3(
                    bucket(parts),
                    prefix,
                    settings.endpoint(),
                    settings.region(),
                    settings.pathStyle() == null ? settings.endpoint() != null : settings.pathStyle());
        }

        private static Azure azure(Matcher parts, String prefix, Settings settings) {
            Matcher host = AZURE.matcher(parts.group("host") == null ? "" : parts.group("host"));
            if (!host.matches()) {
                throw refused("a container of Azure is wasbs://CONTAINER@ACCOUNT.blob.core.windows.net/PREFIX");
            }
            AzureAccount account = new AzureAccount(host.group("account"), host.group("cloud"));
            AzureEnvironment environment = AzureEnvironment.of(settings.environment());
            environment.requireAccount(account.name());
            URI endpoint = settings.endpoint() == null ? environment.endpoint() : settings.endpoint();
            return new Azure(
                    account,
                    parts.group("container"),
                    prefix,
                    endpoint == null ? URI.create("https://" + account.host("blob")) : endpoint,
                    environment.access(account.name()));
        }

        private static Gcs gcs(Matcher parts, String prefix, Settings settings) {
            GcsEnvironment environment = new GcsEnvironment(settings.environment(), settings.endpoint());
            return new Gcs(bucket(parts), prefix, environment.endpoint(), environment.access());
        }

        private static String bucket(Matcher parts) {
            if (parts.group("host") != null) {
                throw refused("a bucket has no host in its name; say it with --artifacts-endpoint");
            }
            return parts.group("container");
        }

        /// The URI itself is not shown: it may hold a password, though it should not.
        private static IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(
                    "Cannot keep artifacts in the place of --artifacts-destination: %s.".formatted(why));
        }
    }
}
