package dev.cairn.audit;

import java.time.Instant;
import java.util.Optional;

/// What was found of the log.
///
/// @param abandoned when the key was abandoned of the records before the first, which nobody can verify; empty where it
///               was not, or they are gone
/// @param first  the number of its first record
/// @param last   that of the last one that is whole
/// @param seal   of that one, in hexadecimal
/// @param broken what is wrong behind it, empty where nothing is
public record Verified(Optional<Instant> abandoned, long first, long last, String seal, Optional<String> broken) {}
