-- The best values of a metric, which lead a search that is sorted by it to the runs that come first.
CREATE INDEX metric_series_by_value ON metric_series (name_id, is_nan, value);
