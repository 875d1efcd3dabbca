package dev.cairn.scoring.sklearn;

import dev.cairn.scoring.limits.TimeLimit;

/// A transformer that has been fitted. Immutable and thread-safe.
sealed interface Step permits Scaling, Encoding, Impute, Derivation, Routing {
    /// What `transform` answers; `RefusedRowsException` where it would not, `OverdueException` where it takes too long.
    Table apply(Table table, TimeLimit limit);
}
