/// Texts as Python and its libraries read and write them: YAML as PyYAML has it, JSON and numbers as the standard
/// library does.
@NullMarked
package dev.cairn.scoring.text;

import org.jspecify.annotations.NullMarked;
