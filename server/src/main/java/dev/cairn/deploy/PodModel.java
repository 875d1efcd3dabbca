package dev.cairn.deploy;

import java.util.Optional;
import java.util.regex.Pattern;

/// The model of a pod, and how it gets there.
///
/// @param uri        what was asked for, such as `models:/fraud@champion`
/// @param image      the image of Cairn, with or without the model in it
/// @param pullSecret the `Secret` with which the cluster may have the image
/// @param source     where the pod fetches the model; empty where the image has it
public record PodModel(String uri, String image, Optional<String> pullSecret, Optional<Source> source) {
    private static final Pattern IMAGE = Pattern.compile("[a-zA-Z0-9][-a-zA-Z0-9._:/@]{0,511}");

    /// A tracking server from which a pod fetches its model when it starts.
    ///
    /// @param uri    the model; of a version, so that all pods have the same one
    /// @param server the server's address, as the pods reach it
    /// @param token  where the pods find the token with which they may read it
    /// @param workspace in which the model is, if that is not the default one
    public record Source(String uri, String server, Optional<SecretKey> token, Optional<String> workspace) {
        private static final Pattern SERVER = Pattern.compile("https?://[^\\s/?#@]+(/[^\\s?#]*)?");

        /// Of a model of the default workspace.
        public Source(String uri, String server, Optional<SecretKey> token) {
            this(uri, server, token, Optional.empty());
        }

        public Source {
            if (!SERVER.matcher(server).matches()) {
                throw new IllegalArgumentException(
                        "--tracking-uri takes an address such as https://cairn.example.org; got '%s'."
                                .formatted(server));
            }
        }
    }

    public PodModel {
        if (!IMAGE.matcher(image).matches()) {
            throw new IllegalArgumentException(
                    "--image takes an image such as registry.example.org/fraud:3; got '%s'.".formatted(image));
        }
    }
}
