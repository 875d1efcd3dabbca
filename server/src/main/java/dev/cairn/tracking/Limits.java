package dev.cairn.tracking;

/// How long texts and lists may be, as in the reference (semantics, section 5).
final class Limits {
    static final int KEY = 250;
    static final int PARAM_VALUE = 6_000;
    static final int TAG_VALUE = 8_000;
    static final int EXPERIMENT_NAME = 500;
    static final int EXPERIMENT_TAG_VALUE = 20_000;
    static final int ARTIFACT_LOCATION = 2_048;
    static final int BATCH_METRICS = 1_000;
    static final int BATCH_PARAMS_TAGS = 100;
    static final int BATCH_ENTITIES = 1_000;
    static final int DATASETS = 1_000;

    private Limits() {}
}
