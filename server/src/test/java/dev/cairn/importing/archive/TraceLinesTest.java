package dev.cairn.importing.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Json;
import dev.cairn.importing.transfer.Source;
import dev.cairn.traces.TraceCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Traces as lines of an archive.
final class TraceLinesTest {
    private static TraceCopy trace(String id, String... spans) {
        return MadeUpTrace.of(id, Map.of(), spans);
    }

    private static List<byte[]> lines(TraceCopy trace) {
        List<byte[]> lines = new ArrayList<>();
        TraceLine.each(trace, line -> lines.add(Json.write(line)));
        return lines;
    }

    private static List<TraceCopy> read(List<byte[]> written, Source.Selection selection) {
        List<TraceCopy> read = new ArrayList<>();
        TraceLines lines = new TraceLines(selection, read::add);
        written.forEach(line -> lines.take(Json.read(line, TraceLine.class)));
        lines.end();
        return read;
    }

    @Test
    void aSpanThatIsLongerThanALineIsPutTogetherAgain() {
        TraceCopy trace = trace("tr-1", "a", "b".repeat(3_500_000), "c", "d".repeat(999_999), "e");

        List<byte[]> written = lines(trace);

        assertThat(written)
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line.length).isLessThan(2_000_100));
        assertThat(read(written, Source.Selection.all())).containsExactly(trace);
    }

    @Test
    void tracesThatAreNotWantedAreLeftOutWithTheirSpans() {
        List<byte[]> written = new ArrayList<>(lines(trace("tr-1", "a".repeat(2_000_001))));
        written.addAll(lines(trace("tr-2")));

        assertThat(read(written, ids -> ids.contains("tr-2") ? java.util.Set.of("tr-2") : java.util.Set.of()))
                .containsExactly(trace("tr-2"));
    }
}
