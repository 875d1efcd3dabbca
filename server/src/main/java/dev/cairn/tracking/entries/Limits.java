package dev.cairn.tracking.entries;

/// How long texts and lists may be, as in the reference (semantics, section 5).
public final class Limits {
    public static final int KEY = 250;
    public static final int PARAM_VALUE = 6_000;
    public static final int TAG_VALUE = 8_000;
    public static final int EXPERIMENT_NAME = 500;
    public static final int EXPERIMENT_TAG_VALUE = 20_000;
    public static final int ARTIFACT_LOCATION = 2_048;
    public static final int BATCH_METRICS = 1_000;
    public static final int BATCH_PARAMS_TAGS = 100;
    public static final int BATCH_ENTITIES = 1_000;
    public static final int DATASETS = 1_000;

    private Limits() {}
}
