package dev.cairn.scoring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Keeps ONNX Runtime, which tells its maker over the internet what it runs, from doing so. Since 1.29 it asks for a
/// variable of the environment when it starts; Java has no way of its own to set one. Without it, it also falls where
/// there is neither a shell nor `/etc/machine-id`, as in small images.
final class NoTelemetry {
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private NoTelemetry() {}

    /// Sets the variable; to be called before the runtime is loaded.
    ///
    /// @return whether it is set; not on Windows, where the runtime has to be told once it is loaded
    @SuppressWarnings("restricted") // as is loading the runtime itself
    static boolean set() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            int status = (int)
                    linker.downcallHandle(setenv.get(), FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                            .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (status != 0) {
                throw new IllegalStateException(VARIABLE + " cannot be set");
            }
            return true;
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("setenv throws nothing", impossible);
        }
    }
}
