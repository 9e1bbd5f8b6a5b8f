-- Included after compared_days.sql: one row per partner, service and kind of change (model/change.py says what each is).
, kinds AS (
    SELECT
        *,
        counted_before AND counted_after AS counted_both,
        counted_both AND maturity_before IS NOT NULL AND maturity_after IS NOT NULL
            AND reached_before = reached_after AS same_side,
        same_side AND model_before IS NOT DISTINCT FROM model_after AS comparable,
        counted_both AND NOT reached_after AND planned_before IS NOT NULL AS planned_then,
        unnest([
            CASE WHEN counted_both AND reached_after AND NOT reached_before THEN 'online' END,
            CASE WHEN counted_both AND reached_before AND NOT reached_after THEN 'fallen_back' END,
            CASE WHEN comparable AND maturity_after > maturity_before THEN 'raised' END,
            CASE WHEN comparable AND maturity_after < maturity_before THEN 'lowered' END,
            CASE WHEN same_side AND NOT comparable THEN 'other_model' END,
            CASE WHEN counted_both AND maturity_before IS NULL AND maturity_after IS NOT NULL THEN 'rated' END,
            CASE WHEN counted_both AND NOT reached_before AND maturity_before IS NOT NULL AND maturity_after IS NULL
                THEN 'unrated' END,
            CASE WHEN counted_after AND NOT counted_before THEN 'in_scope' END,
            CASE WHEN counted_before AND NOT counted_after THEN 'out_of_scope' END,
            CASE WHEN counted_after AND NOT reached_after AND planned_before IS NULL AND planned_after IS NOT NULL
                THEN 'planned' END,
            CASE WHEN planned_then AND planned_after > planned_before THEN 'slipped' END,
            CASE WHEN planned_then AND planned_after < planned_before THEN 'brought_forward' END,
            CASE WHEN planned_then AND planned_after IS NULL THEN 'unplanned' END
        ]) AS kind
    FROM compared
),
found_changes AS (
    FROM kinds WHERE kind IS NOT NULL
)
