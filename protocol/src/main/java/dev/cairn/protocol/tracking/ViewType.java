package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// Which lifecycle stages a search sees.
public enum ViewType {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    /// By name or by protobuf number (1, 2, 3), as text or as a number.
    @JsonCreator
    public static ViewType of(Object wire) {
        return WireEnum.of(ViewType.class, 1, wire);
    }
}
