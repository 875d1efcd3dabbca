package dev.cairn.traces;

/// How much a search looks at in one statement, before it knows whether it has to go on.
///
/// @param blocks blocks of traces that are asked for terms at first; twice as many each time after
/// @param traces traces that are looked up at first; twice as many each time after
record SearchEffort(int blocks, int traces) {
    static final SearchEffort DEFAULT = new SearchEffort(32, 100);
}
