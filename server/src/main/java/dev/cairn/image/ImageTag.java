package dev.cairn.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What an image is called, such as `registry.example.org/ml/fraud:3`.
public record ImageTag(String text) {
    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

    /// A registry, folders, the name, the tag.
    private static final Pattern FORM = Pattern.compile(
            "(?<registry>(?:[a-z0-9][-a-z0-9]*\\.[-a-z0-9.]+|localhost)(?::\\d+)?/|[-a-z0-9]+:\\d+/)?(?:%1$s/)*%1$s:[A-Za-z0-9_][-A-Za-z0-9._]{0,127}"
                    .formatted(PART));

    private static final int MOST = 400;

    public ImageTag {
        if (text.length() > MOST || !FORM.matcher(text).matches()) {
            throw new BadImageException(
                    "--tag takes a name such as registry.example.org/ml/fraud:3, in small letters; got '%s'."
                            .formatted(text));
        }
    }

    /// Reads one; `latest` is what need not be said.
    public static ImageTag parse(String text) {
        return new ImageTag(text.indexOf(':', text.lastIndexOf('/') + 1) < 0 ? text + ":latest" : text);
    }

    /// For a model if nobody says: its name, in the letters that are allowed, and its version.
    public static ImageTag of(String model, String version) {
        String name =
                model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return parse((name.isEmpty() ? "model" : name) + (version.isEmpty() ? "" : ":" + version));
    }

    /// Tells it to those who load the image.
    void annotate(ObjectNode annotations) {
        annotations.put("org.opencontainers.image.ref.name", text);
        annotations.put("io.containerd.image.name", whole());
    }

    /// As containerd keeps it, which knows no names without a registry; Docker asks it for a short one by this.
    private String whole() {
        Matcher form = FORM.matcher(text);
        if (form.matches() && form.group("registry") != null) {
            return text;
        }
        return (text.contains("/") ? "docker.io/" : "docker.io/library/") + text;
    }
}
