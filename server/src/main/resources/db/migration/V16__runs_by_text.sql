-- Leads searches for the runs with a value of a parameter or tag to them, by blocks of 1,024 runs (RunTextSource). The values that
-- new runs bring stand close together so; an index of all values alike would change a page of its own for each of them.
-- [jooq ignore start]
CREATE INDEX run_params_by_value ON run_params ((run >> 10), name_id, substr(value, 1, 200));
CREATE INDEX run_tags_by_value ON run_tags ((run >> 10), name_id, substr(value, 1, 200));
-- [jooq ignore stop]
