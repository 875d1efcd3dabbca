package dev.cairn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpositionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PROMETHEUS  | ''
                    PROMETHEUS  | */*
                    PROMETHEUS  | application/json
                    PROMETHEUS  | text/plain;version=0.0.4
                    OPENMETRICS | application/openmetrics-text; version=1.0.0
                    OPENMETRICS | application/openmetrics-text
                    OPENMETRICS | Application/OpenMetrics-Text; Version="1.0.0"; charset=utf-8
                    OPENMETRICS | application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2
                    PROMETHEUS  | application/openmetrics-text;q=0.3,text/plain;q=0.5
                    PROMETHEUS  | application/openmetrics-text;version=2.0.0,*/*;q=0.1
                    PROMETHEUS  | application/openmetrics-text;q=0
                    PROMETHEUS  | application/openmetrics-text;q=much
                    """)
    void theSenderSaysWhichTextItLikes(Exposition best, String accepted) {
        assertThat(Exposition.of(accepted)).isEqualTo(best);
    }
}
