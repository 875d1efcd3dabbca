package dev.cairn.artifacts;

/// Says of a file that is about to be put together, of which nothing is to be seen yet, whether it may come to be.
@FunctionalInterface
public interface Admission {
    /// Admits files of any size, which stores then need not find out.
    Admission ANY = bytes -> {};

    /// Returns where a file of so many bytes may come to be.
    ///
    /// @throws dev.cairn.http.ApiException where it may not
    void admit(long bytes);
}
