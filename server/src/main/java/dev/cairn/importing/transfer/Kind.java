package dev.cairn.importing.transfer;

/// What is counted on both sides.
public enum Kind {
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
    TRACES("traces"),
    SPANS("spans"),
    ASSESSMENTS("assessments"),
    DATASETS("evaluation data sets"),
    RECORDS("records of evaluation data sets"),
    SCORERS("versions of scorers"),
    ISSUES("issues"),
    SCHEMAS("label schemas"),
    QUEUES("review queues"),
    FILES("artifact files"),
    BYTES("artifact bytes");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
