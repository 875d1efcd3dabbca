package dev.cairn.audit;

import java.util.Optional;

/// What was found of the log.
///
/// @param first  the number of its first record
/// @param last   that of the last one that is whole
/// @param seal   of that one, in hexadecimal
/// @param broken what is wrong behind it, empty where nothing is
public record Verified(long first, long last, String seal, Optional<String> broken) {}
