package dev.cairn.scoring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class NoTelemetryTest {
    @Test
    void onnxRuntimeIsToldToTellNobodyBeforeItStarts() throws Throwable {
        OnnxScorer.open(Models.folder("classifier").resolve("model.onnx"), 1).close();
        assertThat(variable(NoTelemetry.VARIABLE)).isEqualTo("1");
    }

    /// As native code sees it.
    @SuppressWarnings("restricted")
    private static String variable(String name) throws Throwable {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = (MemorySegment) linker.downcallHandle(
                            linker.defaultLookup().find("getenv").orElseThrow(),
                            FunctionDescriptor.of(ADDRESS, ADDRESS))
                    .invokeExact(arena.allocateFrom(name));
            return value.reinterpret(Long.MAX_VALUE).getString(0);
        }
    }
}
