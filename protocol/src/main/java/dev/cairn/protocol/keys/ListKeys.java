package dev.cairn.protocol.keys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET keys/list`: with what data are encrypted.
public record ListKeys() {

    /// The key that wraps others, and those.
    ///
    /// @param place       where the wrapping key is, for people
    /// @param wrappingKey its name, which is no secret; null as long as there is none
    /// @param dataKeys    by what they are for, the oldest first
    public record Response(String place, @Nullable String wrappingKey, List<DataKeyInfo> dataKeys) {}
}
