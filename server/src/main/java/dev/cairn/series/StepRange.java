package dev.cairn.series;

import dev.cairn.http.ApiException;
import org.jspecify.annotations.Nullable;

/// A range of steps, both ends included.
public record StepRange(long start, long end) {

    public static StepRange of(@Nullable Integer start, @Nullable Integer end) {
        if (start == null && end == null) {
            return new StepRange(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        if (start == null || end == null) {
            throw ApiException.invalid("If either start step or end step are specified, both must be specified.");
        }
        if (start > end) {
            throw ApiException.invalid("end_step must be greater than start_step. Found start_step=%d and end_step=%d."
                    .formatted(start, end));
        }
        return new StepRange(start, end);
    }

    /// The points inside.
    public Points of(Points points) {
        if (start == Long.MIN_VALUE && end == Long.MAX_VALUE) {
            return points;
        }
        Points inside = new Points();
        for (int i = 0; i < points.size(); i++) {
            if (points.step(i) >= start && points.step(i) <= end) {
                inside.add(points.step(i), points.timestamp(i), points.value(i));
            }
        }
        return inside;
    }
}
