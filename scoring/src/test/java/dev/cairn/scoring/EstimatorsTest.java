package dev.cairn.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Holds our predictions against those of scikit-learn, over the models of several of its versions that
/// `conformance/python/estimators.py` made.
class EstimatorsTest {
    /// Sums are made in another order than by the library's linear algebra.
    private static final double TOLERANCE = 1e-11;

    @TestFactory
    Stream<DynamicTest> estimatorsAnswerAsTheLibraryDoes() throws IOException {
        Path all = Models.folder("estimators");
        try (Stream<Path> folders = Files.list(all)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(),
                            () -> BoosterCase.read(folder).assertAnswered(TOLERANCE)));
        }
    }
}
