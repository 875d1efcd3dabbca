package dev.cairn.protocol.lineage;

/// Which way one looks from a thing: to what it was made of, or to what came of it.
public enum LineageDirection {
    UPSTREAM,
    DOWNSTREAM,
    BOTH
}
