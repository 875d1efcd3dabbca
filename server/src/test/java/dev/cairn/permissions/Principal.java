package dev.cairn.permissions;

import java.util.HashMap;
import java.util.Map;

/// Somebody who calls.
///
/// @param name    as the table heads their column
/// @param headers by which they show who they are, and say of which workspace they speak
record Principal(String name, Map<String, String> headers) {
    /// The same with a header more.
    Principal with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Principal(name, more);
    }
}
