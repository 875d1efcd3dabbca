package dev.cairn.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the artifact proxy keeps files: the only place, beside the database, that the server talks to.
public sealed interface ArtifactDestination {
    record Folder(Path path) implements ArtifactDestination {}

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
            boolean pathStyle) implements ArtifactDestination {}

    /// The destination that a setting names.
    ///
    /// @param uri a folder, or `s3://BUCKET/PREFIX`
    /// @throws IllegalArgumentException with a sentence for the user
    static ArtifactDestination parse(String uri, Settings settings) {
        String scheme = uri.replaceFirst("(?s):.*", "").toLowerCase(Locale.ROOT);
        if (scheme.length() == uri.length() || scheme.length() < 2 || scheme.equals("file")) {
            return new Folder(Path.of(uri.replaceFirst("^(?i:file):(//)?", "")));
        }
        Matcher parts = Uri.PATTERN.matcher(uri);
        if (!parts.matches()) {
            throw Uri.refused("name a folder or s3://BUCKET/PREFIX, with plain names");
        }
        return switch (scheme) {
            case "s3" ->
                new S3(
                        parts.group("container"),
                        parts.group("prefix").replaceAll("^/|/$", ""),
                        settings.endpoint(),
                        settings.region(),
                        settings.pathStyle() == null ? settings.endpoint() != null : settings.pathStyle());
            default -> throw Uri.refused("%s: is not known; name a folder or s3://BUCKET/PREFIX".formatted(scheme));
        };
    }

    /// What more may be said of an object store.
    ///
    /// @param pathStyle whether the bucket stands in the path instead of in the host's name; null for as is usual
    record Settings(
            @Nullable URI endpoint,
            @Nullable String region,
            @Nullable Boolean pathStyle) {}

    /// The grammar of destinations.
    final class Uri {
        private static final String NAME = "(?!\\.{1,2}(?:/|$))[^/?#\\\\\\p{Cntrl}]+";
        private static final Pattern PATTERN =
                Pattern.compile("[A-Za-z0-9+.-]+://(?<container>[a-z0-9][a-z0-9._-]*)(?<prefix>(?:/" + NAME + ")*/?)");

        private Uri() {}

        /// The URI itself is not shown: it may hold a password, though it should not.
        private static IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(
                    "Cannot keep artifacts in the place of --artifacts-destination: %s.".formatted(why));
        }
    }
}
