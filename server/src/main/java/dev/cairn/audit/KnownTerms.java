package dev.cairn.audit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Terms that a block is known to have, so that they are not stored again with each of its records.
final class KnownTerms {
    private final long block;
    private final Set<String> terms = ConcurrentHashMap.newKeySet();

    KnownTerms(long block) {
        this.block = block;
    }

    boolean has(long ofBlock, String term) {
        return ofBlock == block && terms.contains(term);
    }

    /// These with more of the same block, or only the others if their block is newer.
    KnownTerms with(long ofBlock, Set<String> more) {
        KnownTerms both = ofBlock > block ? new KnownTerms(ofBlock) : this;
        if (ofBlock == both.block) {
            both.terms.addAll(more);
        }
        return both;
    }
}
