package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.http.ApiException;
import dev.cairn.scoring.invocation.TableFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {
    private static final String SECRET = "123-45-6789";

    private static Redaction redaction(String... redacted) {
        return Redaction.of(List.of(redacted)).inEachForm();
    }

    /// What is kept of a file, of that name and content.
    private static String kept(String name, String content, String... redacted) {
        ArtifactUri uri = new ArtifactUri.OfRun("run", new ArtifactPath(name));
        byte[] bytes = Baselines.ofFile(
                uri,
                TableFile.of(name).orElseThrow(),
                content.getBytes(UTF_8),
                new BaselineArtifact(uri.text(), List.of()),
                redaction(redacted));
        return new String(bytes, UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t.json|[[5.1,'123-45-6789'],[6.2,'123-45-6789']]",
                "t.json|['123-45-6789']",
                "t.json|{'data':[[5.1,'123-45-6789']]}",
                "t.json|{'columns':null,'data':[[5.1,'123-45-6789']]}",
                "t.json|{'columns':[0,1],'data':[[5.1,'123-45-6789']]}",
                "t.json|[{'0':5.1,'1':'123-45-6789'}]",
                "t.json|{'dataframe_split':{'data':[[5.1,'123-45-6789']]}}",
                "t.json|{'inputs':[[5.1,'123-45-6789']]}",
                "t.csv|ssn,ssn;1,123-45-6789;",
                "t.csv|,ssn;123-45-6789,1;",
            })
    void whatHasNoNamesIsRefusedWhereColumnsAreNotKeptByTheirNames(String name, String content) {
        String file = content.replace('\'', '"').replace(';', '\n');
        assertThatThrownBy(() -> kept(name, file, "ssn"))
                .isInstanceOf(ApiException.class)
                .hasMessage("The table has columns that are not kept, which cannot be told from rows without names.");
        assertThat(kept(name, file)).contains(SECRET);
    }

    @Test
    void ofColumnsWithNamesOthersAreKept() {
        String kept = kept("t.csv", "ssn,kind\n123-45-6789,setosa\n", "ssn");
        assertThat(kept).contains("ssn", "setosa").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'dataframe_records':[{'ssn':'123-45-6789','kind':'setosa'}]}",
                "{'dataframe_split':{'columns':['ssn','kind'],'data':[['123-45-6789','setosa']]}}",
                "{'inputs':{'ssn':['123-45-6789'],'kind':['setosa']}}",
                "{'instances':[{'ssn':'123-45-6789','kind':'setosa'}]}",
            })
    void whatAPathLeadsToIsNotKeptOfRowsInAnotherForm(String rows) {
        String given = rows.replace('\'', '"');
        for (String path : List.of("$.inputs.ssn", "$.dataframe_records.ssn", "$.predictions.ssn")) {
            assertThat(kept("t.json", given, path)).as(path).contains("setosa").doesNotContain(SECRET);
            assertThat(Baselines.rows(Bodies.read(given).orElseThrow(), redaction(path))
                            .toString())
                    .as(path)
                    .contains("setosa")
                    .doesNotContain(SECRET);
        }
        for (String path : List.of("$.inputs", "$.instances", "$.dataframe_split.data")) {
            assertThat(kept("t.json", given, path)).as(path).doesNotContain(SECRET, "setosa");
        }
        assertThat(kept("t.json", given, "$.params.ssn")).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[5.1,'123-45-6789']]", "{'inputs':[[5.1,'123-45-6789']]}"})
    void rowsWithoutNamesAreRefusedWhereAPathLeadsToAColumn(String rows) {
        assertThatThrownBy(() -> kept("t.json", rows.replace('\'', '"'), "$.dataframe_records.ssn"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("rows without names");
    }

    @Test
    void predictionsAreKeptWhereOnlyInputsAreNot() {
        String given = "{\"dataframe_records\":[{\"ssn\":7}],\"predictions\":[1]}";
        assertThat(kept("t.json", given, "$.inputs"))
                .contains("\"dataframe_records\":\"[redacted]\"", "\"predictions\":[1]");
        assertThat(kept("t.json", given, "$.predictions"))
                .contains("\"dataframe_records\":[{\"ssn\":7}]", "\"predictions\":\"[redacted]\"");
    }
}
