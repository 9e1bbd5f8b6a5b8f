-- How many OZG-Leistungen (bundles) are done on a day, per partner and group?
-- Parameters: those of tallied_bundles.sql and group_counts.sql; there are no groups by department.
WITH
-- @include tallied_bundles.sql
-- @include group_counts.sql
