package dev.cairn.db;

/// A text that is searched no longer than a statement may take. Used by one thread.
final class WatchedText implements CharSequence {
    private static final int READS = 1 << 16;

    private final String text;
    private final Deadline deadline;
    private int reads;

    WatchedText(String text, Deadline deadline) {
        this.text = text;
        this.deadline = deadline;
    }

    @Override
    public char charAt(int index) {
        reads++;
        if (reads == READS) {
            reads = 0;
            if (deadline.progress() != 0) {
                throw Deadline.missed();
            }
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
