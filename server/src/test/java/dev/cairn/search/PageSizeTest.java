package dev.cairn.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSizeTest {
    private static final Map<String, PageSize> SIZES = Map.ofEntries(
            Map.entry("experiments", PageSize.EXPERIMENTS),
            Map.entry("runs", PageSize.RUNS),
            Map.entry("traces", PageSize.TRACES),
            Map.entry("trace-metrics", PageSize.TRACE_METRICS),
            Map.entry("evaluation-datasets", PageSize.EVALUATION_DATASETS),
            Map.entry("label-schemas", PageSize.LABEL_SCHEMAS),
            Map.entry("review-queues", PageSize.REVIEW_QUEUES),
            Map.entry("issues", PageSize.ISSUES),
            Map.entry("logged-models", PageSize.LOGGED_MODELS),
            Map.entry("registered-models", PageSize.REGISTERED_MODELS),
            Map.entry("model-versions", PageSize.MODEL_VERSIONS));

    @ParameterizedTest
    @CsvSource({
        "runs, 1000",
        "traces, 100",
        "evaluation-datasets, 1000",
        "label-schemas, 100",
        "review-queues, 1000",
        "issues, 100",
        "logged-models, 100",
        "registered-models, 100",
        "model-versions, 10000"
    })
    void aSearchHasADefault(String search, int byDefault) {
        assertThat(size(search).of(null)).isEqualTo(byDefault);
    }

    @ParameterizedTest
    @CsvSource({
        "experiments, 50000",
        "runs, 50000",
        "traces, 500",
        "trace-metrics, 1000",
        "evaluation-datasets, 50000",
        "label-schemas, 50000",
        "review-queues, 50000",
        "issues, 50000",
        "logged-models, 1000",
        "registered-models, 1000",
        "model-versions, 200000"
    })
    void aSizeGoesFromOneToTheMost(String search, int most) {
        assertThat(size(search).of(1L)).isOne();
        assertThat(size(search).of(most)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            experiments       | 0                    | Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer
            experiments       | 50001                | Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000
            runs              | 0                    | Invalid value 0 for parameter 'max_results' supplied. It must be at least 1 and at most 50000.
            runs              | 50001                | Invalid value 50001 for parameter 'max_results' supplied. It must be at least 1 and at most 50000.
            evaluation-datasets | 0                  | Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer
            label-schemas     | 50001                | max_results must be between 1 and 50000. See the API docs for more information about request parameters.
            issues            | 50001                | Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000
            logged-models     | -1                   | Invalid value -1 for parameter 'max_results' supplied. It must be between 1 and 1000.
            logged-models     | 1001                 | Invalid value 1001 for parameter 'max_results' supplied. It must be between 1 and 1000.
            registered-models | 0                    | Invalid value for max_results. It must be a positive integer, but got 0
            registered-models | 1001                 | Invalid value for request parameter max_results. It must be at most 1000, but got value 1001
            model-versions    | -9223372036854775808 | Invalid value for max_results. It must be a positive integer, but got -9223372036854775808
            model-versions    | 9223372036854775807  | Invalid value for request parameter max_results. It must be at most 200000, but got value 9223372036854775807
            """)
    void aSizeOutOfRangeIsRefusedInTheReferencesWords(String search, long asked, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> size(search).of(asked))
                .withMessage(message)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
    }

    @Test
    void aSearchForExperimentsNeedsASize() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> PageSize.EXPERIMENTS.of(null))
                .withMessage("Invalid value 0 for parameter 'max_results' supplied. It must be a positive integer");
    }

    private static PageSize size(String search) {
        return Objects.requireNonNull(SIZES.get(search));
    }
}
