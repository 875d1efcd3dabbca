package dev.cairn.scoring.sklearn;

/// A transformer that has been fitted. Immutable and thread-safe.
sealed interface Step permits Scaling, Encoding, Impute, Derivation, Routing {
    /// What `transform` answers; `RefusedRowsException` where it would not.
    Table apply(Table table);
}
