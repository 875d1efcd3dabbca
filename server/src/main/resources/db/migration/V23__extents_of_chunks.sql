-- Between which steps and times (ms) the points of a chunk lie, so that a zoomed chart reads no others. NULL in chunks that are
-- older than these columns, which are always read.
ALTER TABLE metric_chunks ADD COLUMN least_step BIGINT;
ALTER TABLE metric_chunks ADD COLUMN greatest_step BIGINT;
ALTER TABLE metric_chunks ADD COLUMN least_time BIGINT;
ALTER TABLE metric_chunks ADD COLUMN greatest_time BIGINT;
