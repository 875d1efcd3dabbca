package dev.cairn.client;

/// What a `models:/` URI names.
sealed interface ModelUri {
    String SCHEME = "models:/";

    /// `models:/m-0123…`: a logged model.
    record Logged(String modelId) implements ModelUri {}

    /// `models:/name/7`.
    record Numbered(String name, String version) implements ModelUri {}

    /// `models:/name@alias`.
    record Aliased(String name, String alias) implements ModelUri {}

    /// `models:/name/Production`: the newest version in a stage; in any for `models:/name/latest`.
    record InStage(String name, String stage) implements ModelUri {
        boolean isLatest() {
            return stage.equalsIgnoreCase("latest");
        }
    }

    /// What a URI names.
    ///
    /// @throws IllegalArgumentException for a text that has no such form
    static ModelUri parse(String uri) {
        String rest = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : "";
        int slash = rest.indexOf('/');
        int at = rest.lastIndexOf('@');
        if (slash > 0 && slash == rest.lastIndexOf('/') && slash < rest.length() - 1) {
            String name = rest.substring(0, slash);
            String last = rest.substring(slash + 1);
            return last.matches("[0-9]+") ? new Numbered(name, last) : new InStage(name, last);
        }
        if (slash < 0 && at > 0 && at < rest.length() - 1) {
            return new Aliased(rest.substring(0, at), rest.substring(at + 1));
        }
        if (slash < 0 && at < 0 && !rest.isEmpty()) {
            return new Logged(rest);
        }
        throw new IllegalArgumentException(
                "A model is named by models:/NAME/VERSION, models:/NAME@ALIAS, models:/NAME/STAGE or models:/MODEL_ID, unlike '%s'."
                        .formatted(uri));
    }
}
