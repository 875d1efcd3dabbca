package dev.cairn.deploy;

import java.util.Locale;
import java.util.regex.Pattern;

/// Where a model is deployed, and what everything that belongs to it is called there.
public record Placement(String namespace, String name) {
    /// Short enough for the names that controllers make of it.
    private static final int MAX_NAME = 50;

    private static final int MAX_NAMESPACE = 63;
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    public Placement {
        require("--namespace", namespace, MAX_NAMESPACE);
        require("--name", name, MAX_NAME);
    }

    /// What a model is called in a cluster if nobody says: its name, in the letters that are allowed there.
    public static String nameOf(String model) {
        String name =
                model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceFirst("^[-0-9]+", "");
        return name.substring(0, Math.min(name.length(), MAX_NAME)).replaceFirst("-+$", "");
    }

    private static void require(String option, String value, int length) {
        if (value.length() > length || !LABEL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s takes up to %d small letters, digits and hyphens, the first of them a letter and the last no hyphen; got '%s'."
                            .formatted(option, length, value));
        }
    }
}
