package dev.cairn.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.LockedFile;
import dev.cairn.scoring.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Models that end the server while it loads them.
@Timeout(60)
class LoadingMarksTest {
    @TempDir
    Path folder;

    /// What a server leaves that ends while it loads something.
    private void leave(String what, String ends) throws IOException {
        Files.writeString(new LoadingMarks(folder).file(what), ends);
    }

    @Test
    void whatCameToAnEndLeavesNothing() throws IOException {
        LoadingMarks marks = new LoadingMarks(folder);
        for (int i = 0; i < 5; i++) {
            try (LoadingMarks.Mark _ = marks.begin("one")) {
                assertThat(marks.file("one")).hasContent("1");
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatStopsWhileItLoadsHasNotBeenEndedByThat() throws IOException {
        LoadingMarks marks = new LoadingMarks(folder);
        LoadingMarks.Mark one = marks.begin("one");
        marks.close();
        one.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatTheServerHasEndedByThreeTimesIsNotLoadedAgain() throws IOException {
        leave("one", "2");
        LoadingMarks marks = new LoadingMarks(folder);
        marks.begin("one").close();
        leave("one", "3");

        assertThatThrownBy(() -> marks.begin("one"))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has ended 3 times while it loaded it")
                .hasMessageContaining(marks.file("one").toString());
        assertThat(marks.file("one")).as("it is not forgotten by that").hasContent("3");

        marks.begin("other").close();
        Files.delete(marks.file("one"));
        marks.begin("one").close();
    }

    @Test
    void whatIsLoadedTwiceAtATimeIsMarkedOnce() throws IOException {
        LoadingMarks marks = new LoadingMarks(folder);
        try (LoadingMarks.Mark _ = marks.begin("one")) {
            marks.begin("one").close();
            assertThat(marks.file("one")).hasContent("1");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAnotherServerLoadsNowHasNotEndedIt() throws IOException {
        LoadingMarks marks = new LoadingMarks(folder);
        leave("one", "3");
        try (LockedFile _ = LockedFile.alone(marks.file("one"))) {
            marks.begin("one").close();
        }
        assertThat(marks.file("one")).hasContent("3");
    }
}
