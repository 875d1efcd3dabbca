package dev.cairn.scoring.sklearn;

/// How much memory the values of a file may still take. Small files can describe many values, so everything that is
/// made larger than its bytes is taken from it first. Used by one thread.
final class Heap {
    /// What a value takes in an array of numbers.
    static final int NUMBER = Double.BYTES;
    /// What a value takes that is an object, with its place in a list.
    static final int OBJECT = 32;

    /// What a token of JSON takes in a tree, with its place there.
    static final int TOKEN = 48;

    private long left;

    Heap(long bytes) {
        this.left = bytes;
    }

    /// `OnlyPythonException` where there is not enough left for so many values of so many bytes each.
    void take(long values, long bytes) {
        if (values > left / bytes) {
            throw new OnlyPythonException("would take much more memory than its file");
        }
        left -= values * bytes;
    }
}
