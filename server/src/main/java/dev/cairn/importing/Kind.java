package dev.cairn.importing;

/// What is counted on both sides.
enum Kind {
    EXPERIMENTS("experiments"),
    RUNS("runs"),
    PARAMS("parameters"),
    TAGS("tags"),
    SERIES("metrics"),
    POINTS("metric points"),
    INPUTS("inputs and outputs"),
    MODELS("logged models"),
    REGISTERED_MODELS("registered models"),
    VERSIONS("model versions"),
    FILES("artifact files"),
    BYTES("artifact bytes");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
