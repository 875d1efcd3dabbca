package dev.cairn.artifacts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a store offers to clients that move files by themselves: URLs that are good for one file, one method and some
/// time, and uploads in parts, of which nothing is to be seen before they are completed.
public interface DirectTransfer {
    /// Whether a download under a URL passes by this server.
    boolean sparesDownloads();

    SignedUrl download(ArtifactFile file, Duration life) throws IOException;

    /// Where a file is sent. Either no more than its size may be is taken there, or this is refused.
    SignedUrl upload(ArtifactPath path, Duration life, SentSize size) throws IOException;

    /// Begins an upload in parts and returns its id.
    String begin(ArtifactPath path) throws IOException;

    /// Where a part goes.
    ///
    /// @param number from 1
    SignedUrl part(ArtifactPath path, String uploadId, int number, Duration life) throws IOException;

    /// Stores a part that came to this server, where the URLs of parts lead, and returns its tag.
    default String take(ArtifactPath path, String uploadId, int number, Upload part) throws IOException {
        throw new UnsupportedOperationException("Parts go to the store");
    }

    /// Makes one file of the parts, which are in order; all of it is there once this returns. One that is not admitted
    /// replaces nothing.
    void complete(ArtifactPath path, String uploadId, List<UploadedPart> parts, Admission admission) throws IOException;

    /// Forgets an upload and its parts; nothing happens where there is none.
    void abort(ArtifactPath path, String uploadId) throws IOException;

    /// Forgets the uploads that were begun before a time and not completed, though not more than some thousand at once.
    ///
    /// @return whether all of them are gone
    boolean sweep(Instant before) throws IOException;
}
