package dev.cairn.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.http.Json;
import dev.cairn.protocol.serving.ServedEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodCountTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                      |  1 |   1 | 1
            {'workload_size': 'Small', 'workload_type': 'CPU_LARGE'}                |  1 |   1 | 4
            {'workload_size': 'Medium', 'workload_type': 'CPU_MEDIUM'}              |  2 |   4 | 2
            {'workload_size': 'Large'}                                              |  4 |  16 | 1
            {'min_provisioned_concurrency': 0, 'max_provisioned_concurrency': 8}    |  1 |   2 | 1
            {'min_provisioned_concurrency': 9, 'max_provisioned_concurrency': 1024} |  3 | 256 | 1
            {'min_provisioned_concurrency': 9}                                      |  3 |   3 | 1
            {'max_provisioned_concurrency': 1}                                      |  1 |   1 | 1
            """)
    void aPodIsForFourRequestsAtATime(String entity, int least, int most, int memoryTimes) {
        assertThat(PodCount.of(Json.read(entity.replace('\'', '"').getBytes(UTF_8), ServedEntity.class)))
                .isEqualTo(new PodCount(least, most, memoryTimes));
    }
}
