/// Experiments, and what runs and logged models have in common with them: the stages of their life, and the folders of
/// their artifacts.
@NullMarked
package dev.cairn.tracking.experiments;

import org.jspecify.annotations.NullMarked;
