package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.ByteRange;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The calls of an object store that keeps objects under keys. Safe for use by any number of threads.
///
/// A store that cannot be reached refuses with `TEMPORARILY_UNAVAILABLE`, within a bounded time.
public interface Bucket extends AutoCloseable {
    /// The most objects that are listed or deleted in one call.
    int PAGE = 1_000;

    Optional<StoredObject> find(String key);

    /// A page of the objects whose keys have a beginning.
    ///
    /// @param from     empty for the first page, then the `next` of the page before; it may come from anyone
    /// @param limit    at most [#PAGE]
    /// @param byFolder whether keys with a slash behind the beginning are told as one folder
    ObjectPage page(String beginning, String from, int limit, boolean byFolder);

    /// Opens an object as it was found; the stream may go on behind the range.
    InputStream open(String key, String etag, ByteRange range);

    /// Stores a short object.
    ///
    /// @param length the bytes of the content that count
    void put(String key, byte[] content, int length);

    /// Removes a page of objects; those that are not there are no matter.
    void delete(List<String> keys);

    /// How the server itself sends long objects.
    PartedUploads uploads();

    /// How clients do that, and read objects, by themselves; empty where this server cannot sign URLs.
    Optional<SignedTransfer> signed();

    @Override
    void close();
}
