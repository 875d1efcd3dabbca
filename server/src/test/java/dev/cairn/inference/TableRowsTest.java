package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.http.ApiException;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.TableFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TableRowsTest {
    private static final Redaction NOTHING = Redaction.of(List.of());

    private static Frame table(String json) {
        return TableFile.JSON.read(json.getBytes(UTF_8), ScoringLimits.DEFAULT).frame();
    }

    private static JsonNode all(String json, Set<String> predictions, Redaction redaction) {
        TableRows rows = new TableRows(table(json), predictions, redaction);
        return rows.some(rows.most()).orElseThrow();
    }

    @Test
    void predictionsStandBesideTheRows() {
        JsonNode rows = all(
                "{\"columns\":[\"a\",\"label\",\"b\"],\"data\":[[1,\"x\",true],[0.5,null,false]]}",
                Set.of("label"),
                NOTHING);
        assertThat(rows)
                .hasToString(
                        "{\"dataframe_split\":{\"columns\":[\"a\",\"b\"],\"data\":[[1.0,true],[0.5,false]]},\"predictions\":{\"label\":[\"x\",null]}}");
    }

    @Test
    void whatLiesDeeperIsMissing() {
        assertThat(all("[{\"a\":[1,2],\"b\":{\"c\":1}}]", Set.of(), NOTHING).at("/dataframe_split/data"))
                .hasToString("[[null,null]]");
    }

    @Test
    void textsAreCutWhereProfilesTellThemApartNoMore() {
        String shared = "é".repeat(ColumnProfile.LONGEST - 1) + "😀";
        JsonNode rows =
                all("[{\"a\":\"%1$s1%2$s\"},{\"a\":\"%1$s\"}]".formatted(shared, "z".repeat(500)), Set.of(), NOTHING);
        String cut = rows.at("/dataframe_split/data/0/0").asString();
        assertThat(cut).startsWith(shared).hasSizeLessThan(ColumnProfile.LONGEST + 5);
        ColumnProfile whole = new ColumnProfile();
        whole.add(shared + "1" + "z".repeat(500));
        ColumnProfile told = new ColumnProfile();
        told.add(cut);
        assertThat(told.texts()).isEqualTo(whole.texts());
        assertThat(told.texts().keySet().toString().getBytes(UTF_8)).doesNotContain((byte) '?');
    }

    @Test
    void whatIsNotKeptHasNothingButItsName() {
        Redaction redaction = Redaction.of(List.of("ssn", "$.dataframe_records.name", "$.predictions.score"));
        JsonNode rows = all(
                "[{\"ssn\":1,\"name\":\"n\",\"age\":7,\"score\":0.5,\"label\":2}]",
                Set.of("score", "label"),
                redaction);
        assertThat(rows)
                .hasToString(
                        "{\"dataframe_split\":{\"columns\":[\"ssn\",\"name\",\"age\"],\"data\":[[null,null,7]]},\"predictions\":{\"score\":[null],\"label\":[2]}}");
    }

    @Test
    void ofALongTableRowsAreTakenEvenly() {
        String data = IntStream.range(0, 250_000).mapToObj("[%d]"::formatted).collect(Collectors.joining(","));
        TableRows rows = new TableRows(table("{\"columns\":[\"a\"],\"data\":[%s]}".formatted(data)), Set.of(), NOTHING);
        assertThat(rows.most()).isEqualTo(100_000);
        JsonNode some = rows.some(5).orElseThrow().at("/dataframe_split/data");
        assertThat(some).hasToString("[[0],[50000],[100000],[150000],[200000]]");
    }

    @Test
    void ofAWideTableFewerRowsAreEnough() {
        String row = "0,".repeat(4_999) + "0";
        String data = "[%s],".formatted(row).repeat(300) + "[%s]".formatted(row);
        assertThat(new TableRows(table("{\"data\":[%s]}".formatted(data)), Set.of(), NOTHING).most())
                .isEqualTo(200);
    }

    @Test
    void textsThatAreTooLongTogetherAreTakenOfFewerRows() {
        String data = "[\"%s\"],".formatted("x".repeat(200)).repeat(199_999) + "[1]";
        TableRows rows = new TableRows(table("{\"columns\":[\"a\"],\"data\":[%s]}".formatted(data)), Set.of(), NOTHING);
        assertThat(rows.most()).isEqualTo(100_000);
        assertThat(rows.some(200_000)).isEmpty();
        assertThat(rows.some(100_000)).isPresent();
    }

    @Test
    void aPredictionThatIsNoColumnIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> all("[{\"a\":1,\"b\":2}]", Set.of("label"), NOTHING))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("\"label\"")
                .hasMessageEndingWith("The table has the columns a, b.");
    }
}
