package dev.cairn.protocol.runs;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST runs/images`: the images that some runs logged step by step, those of many runs in one answer.
public record ListRunImages(List<String> runIds) {
    public ListRunImages {
        runIds = Require.listOrEmpty(runIds);
    }

    /// In the order of the request; runs without images are left out.
    ///
    /// @param more whether there are others, which are too many to be listed
    public record Response(List<ImagesOfRun> runs, boolean more) {
        public Response {
            runs = Require.listOrEmpty(runs);
        }
    }

    /// What one run logged.
    ///
    /// @param series in the order of their keys
    public record ImagesOfRun(String runId, List<ImageSeries> series) {
        public ImagesOfRun {
            series = Require.listOrEmpty(series);
        }
    }

    /// The images of one key, a column each, in the order of their steps and times.
    ///
    /// @param timestamps when they were logged, in milliseconds
    /// @param paths      where they lie among the run's artifacts
    /// @param previews   where their smaller copies lie; an image that has none itself
    public record ImageSeries(
            String key, List<Long> steps, List<Long> timestamps, List<String> paths, List<String> previews) {
        public ImageSeries {
            steps = Require.listOrEmpty(steps);
            timestamps = Require.listOrEmpty(timestamps);
            paths = Require.listOrEmpty(paths);
            previews = Require.listOrEmpty(previews);
        }
    }
}
