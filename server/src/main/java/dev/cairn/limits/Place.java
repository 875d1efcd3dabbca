package dev.cairn.limits;

/// The place of one thing of which there are only so many at a time, until it is closed.
@FunctionalInterface
public interface Place extends AutoCloseable {
    /// Of something that nothing bounds.
    Place FREE = () -> {};

    @Override
    void close();
}
