package dev.cairn.deploy;

/// How a release does, in words.
public sealed interface Condition {
    String words();

    /// All of its pods answer.
    record Ready(String words) implements Condition {}

    /// It may come to answer without anybody's doing.
    record Underway(String words) implements Condition {}

    /// It will not answer before somebody changes something.
    ///
    /// @param pod the pod whose last words may tell more, empty if there is none
    record Failed(String words, String pod) implements Condition {}
}
