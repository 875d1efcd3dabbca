package dev.cairn.workers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.Json;
import dev.cairn.scoring.ModelFormatException;
import org.junit.jupiter.api.Test;

final class BatchSizeTest {
    private static BatchSize of(String metadata, boolean isByRow) {
        return BatchSize.of(Json.readTree(metadata.getBytes(UTF_8)), isByRow);
    }

    @Test
    void aModelSaysWhetherItsRowsMayComeTogether() {
        assertThat(of("{}", false).now()).isEqualTo(1);
        assertThat(of("{}", true).now()).isEqualTo(64);
        assertThat(of("{\"cairn_batch\": \"rows\"}", false).now()).isEqualTo(64);
        assertThat(of("{\"cairn_batch\": \"none\"}", true).now()).isEqualTo(1);
    }

    @Test
    void asManyComeTogetherAsAreAnsweredInTheTimeThatTheModelSays() {
        BatchSize usual = of("{}", true);
        BatchSize quick = of("{\"cairn_batch_ms\": 10}", true);
        usual.took(1, 5_000);
        quick.took(1, 5_000);

        assertThat(usual.now()).isEqualTo(10);
        assertThat(quick.now()).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String wrong : new String[] {"{\"cairn_batch\": \"all\"}", "{\"cairn_batch_ms\": 0}"}) {
            assertThatThrownBy(() -> of(wrong, true)).isInstanceOf(ModelFormatException.class);
        }
    }
}
