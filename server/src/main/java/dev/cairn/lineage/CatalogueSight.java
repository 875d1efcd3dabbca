package dev.cairn.lineage;

import dev.cairn.access.Caller;
import dev.cairn.db.Transaction;

/// Tells what people see of the catalogue.
@FunctionalInterface
public interface CatalogueSight {
    /// Whether somebody sees a model of a full name.
    boolean sees(Transaction tx, Caller caller, String model);
}
