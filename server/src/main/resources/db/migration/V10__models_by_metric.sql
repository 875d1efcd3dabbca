-- The values of a metric over the models of an experiment, which lead searches by it to the models that they find.
ALTER TABLE logged_model_metrics ADD COLUMN experiment_id BIGINT NOT NULL DEFAULT 0;
-- [jooq ignore start]
UPDATE logged_model_metrics SET experiment_id =
  (SELECT experiment_id FROM logged_models WHERE logged_models.id = logged_model_metrics.model);
-- [jooq ignore stop]
CREATE INDEX logged_models_by_name ON logged_models (experiment_id, name);
CREATE INDEX logged_model_metrics_by_value ON logged_model_metrics (experiment_id, name, is_nan, value, model);
