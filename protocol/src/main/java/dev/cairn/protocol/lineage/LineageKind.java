package dev.cairn.protocol.lineage;

/// The kinds of things that versions of models come from or go to. Those from `TABLE` on are
/// elsewhere, known only from what clients tell; but endpoints may be this server's.
public enum LineageKind {
    DATASET,
    RUN,
    LOGGED_MODEL,
    /// Of a workspace's registry.
    MODEL_VERSION,
    PROMPT_VERSION,
    CATALOG_VERSION,
    TABLE,
    NOTEBOOK,
    JOB,
    PIPELINE,
    ENDPOINT,
    FUNCTION,
    CONNECTION,
    INDEX;

    /// Whether only clients tell of it.
    public boolean isTold() {
        return compareTo(TABLE) >= 0;
    }
}
