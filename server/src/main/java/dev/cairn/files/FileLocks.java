package dev.cairn.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/// Locks of whole files, which programs hold until they close the file, or end.
public final class FileLocks {
    private FileLocks() {}

    /// Takes the lock of a file, if nobody has one that keeps it from that: no other program, and nobody of this one.
    ///
    /// @param isShared whether others may have it at the same time, who share it, too
    /// @return whether it is taken
    public static boolean take(FileChannel file, boolean isShared) throws IOException {
        try {
            return file.tryLock(0, Long.MAX_VALUE, isShared) != null;
        } catch (OverlappingFileLockException another) {
            return false; // one of this program has it
        }
    }
}
