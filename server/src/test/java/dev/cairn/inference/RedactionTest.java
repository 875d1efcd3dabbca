package dev.cairn.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final List<String> COLUMNS = List.of("name", "ssn");
    private final Redaction redaction = Redaction.of(List.of("ssn", "$.params.token", "$.messages.content"));

    private Optional<String> request(String body, List<String> columns) {
        return redaction
                .request(Bodies.read(body).orElseThrow(), columns)
                .map(rest -> new String(Bodies.write(rest), UTF_8));
    }

    @Test
    void aColumnIsReplacedInEachFormOfARequest() {
        assertThat(request(
                        "{\"dataframe_split\":{\"columns\":[\"ssn\",\"name\"],\"data\":[[1,\"a\"],[null,\"b\"]]}}",
                        COLUMNS))
                .hasValue(
                        "{\"dataframe_split\":{\"columns\":[\"ssn\",\"name\"],\"data\":[[\"[redacted]\",\"a\"],[\"[redacted]\",\"b\"]]}}");
        assertThat(request("{\"dataframe_records\":[{\"name\":\"a\",\"ssn\":1}]}", COLUMNS))
                .hasValue("{\"dataframe_records\":[{\"name\":\"a\",\"ssn\":\"[redacted]\"}]}");
        assertThat(request("{\"inputs\":{\"name\":[\"a\"],\"ssn\":[1]}}", COLUMNS))
                .hasValue("{\"inputs\":{\"name\":[\"a\"],\"ssn\":\"[redacted]\"}}");
        assertThat(request("{\"instances\":[{\"name\":\"a\",\"deep\":{\"ssn\":{\"x\":1}}}]}", COLUMNS))
                .hasValue("{\"instances\":[{\"name\":\"a\",\"deep\":{\"ssn\":\"[redacted]\"}}]}");
    }

    @Test
    void aColumnIsKnownByItsPosition() {
        assertThat(request("{\"inputs\":[[\"a\",1],[\"b\"]]}", COLUMNS))
                .hasValue("{\"inputs\":[[\"a\",\"[redacted]\"],[\"b\"]]}");
        assertThat(request("{\"dataframe_split\":{\"data\":[[\"a\",1]]}}", COLUMNS))
                .hasValue("{\"dataframe_split\":{\"data\":[[\"a\",\"[redacted]\"]]}}");
        assertThat(request("{\"inputs\":[1,2]}", List.of("ssn")))
                .hasValue("{\"inputs\":[\"[redacted]\",\"[redacted]\"]}");
    }

    @Test
    void whatCannotBeToldFromTheRestIsHeldBack() {
        assertThat(request("{\"inputs\":[[\"a\",1]]}", List.of())).isEmpty();
        assertThat(request("{\"inputs\":[[\"a\",1,2]]}", COLUMNS)).isEmpty();
        assertThat(request("{\"inputs\":[1,2]}", COLUMNS)).isEmpty();
        assertThat(request("[1]", COLUMNS)).isEmpty();
        assertThat(request(
                        "{\"inputs\":[{\"name\":\"ssn\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"1\"]}]}",
                        COLUMNS))
                .isEmpty();
    }

    @Test
    void columnsThatDoNotNameEachValueAreNotTrusted() {
        for (String columns : List.of("null", "[]", "[\"name\"]", "[0,1]", "\"ssn\"", "[[\"name\"],[\"ssn\"]]")) {
            String body = "{\"dataframe_split\":{\"columns\":%s,\"data\":[[\"a\",%s]]}}";
            assertThat(request(body.formatted(columns, "1"), COLUMNS))
                    .as(columns)
                    .hasValue(body.formatted(columns, "\"[redacted]\""));
            assertThat(request(body.formatted(columns, "1"), List.of()))
                    .as(columns)
                    .isEmpty();
        }
        assertThat(request("{\"dataframe_split\":{\"columns\":[\"ssn\"],\"data\":1}}", COLUMNS))
                .isEmpty();
        assertThat(request("{\"dataframe_split\":{\"columns\":[\"ssn\"],\"data\":[1]}}", COLUMNS))
                .isEmpty();
        assertThat(request("{\"dataframe_split\":[[1]]}", COLUMNS)).isEmpty();
        assertThat(request("{\"dataframe_records\":[[\"a\",1]]}", List.of())).isEmpty();
        assertThat(request("{\"inputs\":1}", COLUMNS)).isEmpty();
    }

    @Test
    void aPathLeadsThroughLists() {
        assertThat(request(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"params\":{\"token\":[1],\"n\":1.50},\"token\":NaN}",
                        List.of()))
                .hasValue(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"[redacted]\"}],\"params\":{\"token\":\"[redacted]\",\"n\":1.50},\"token\":NaN}");
    }

    @Test
    void predictionsAreReplacedByNameOrPosition() {
        String answer = "{\"predictions\":[[0.5,7]]}";
        assertThat(redaction.answer(Bodies.read(answer).orElseThrow(), COLUMNS).toString())
                .isEqualTo("{\"predictions\":[[0.5,\"[redacted]\"]]}");
        assertThat(redaction
                        .answer(Bodies.read(answer).orElseThrow(), List.of())
                        .toString())
                .isEqualTo(answer);
        assertThat(redaction
                        .answer(Bodies.read("{\"predictions\":[1,2]}").orElseThrow(), COLUMNS)
                        .toString())
                .isEqualTo("{\"predictions\":\"[redacted]\"}");
    }

    @Test
    void aColumnIsHeldBackWhateverFormNamesIt() {
        Redaction some = Redaction.of(List.of("ssn", "$.instances.age", "$.predictions.score", "$.params.token"));
        assertThat(some.holdsBack("ssn")).isTrue();
        assertThat(some.holdsBack("age")).isTrue();
        assertThat(some.holdsBack("score")).isTrue();
        assertThat(some.holdsBack("token")).isFalse();
        assertThat(some.holdsBack("name")).isFalse();
        assertThat(Redaction.of(List.of("$.inputs")).holdsBack("name")).isTrue();
        assertThat(Redaction.of(List.of("$.dataframe_split.data")).holdsBack("name"))
                .isTrue();
    }
}
