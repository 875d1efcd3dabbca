package dev.cairn.inference;

/// A request that is to be kept.
public final class Capture {
    private final StoredTable table;
    private final long time;
    private final String id;

    Capture(StoredTable table, long time) {
        this.table = table;
        this.time = time;
        this.id = TimedIds.of(time);
    }

    /// By which the answer names it.
    public String id() {
        return id;
    }

    /// The most bytes that are kept of a body.
    public long mostBytes() {
        return table.maxBodyBytes();
    }

    StoredTable table() {
        return table;
    }

    /// When it came, in milliseconds since 1970.
    long time() {
        return time;
    }
}
