package dev.cairn.graphql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.MetricWithRunId;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/// What all root fields of a request may have together.
final class AnswerSizeTest {
    @Test
    void theLargestHistoryIsAnsweredOnce() {
        MetricWithRunId point = new MetricWithRunId("m", 1.0, 2L, 3L, "run");
        Object largest = new GetMetricHistoryBulkInterval.Response(Collections.nCopies(AnswerSize.MAX_POINTS, point));
        AnswerSize size = new AnswerSize();
        size.add(largest);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> size.add(largest))
                .withMessageContaining("Ask for fewer");
    }
}
