package dev.cairn.lineage;

import dev.cairn.protocol.lineage.LineageKind;
import java.util.List;

/// The ways from things in one of the two directions.
interface Ways {
    /// The steps from some things.
    ///
    /// @param near all of that kind
    List<Step> from(LineageKind kind, List<Thing> near);
}
