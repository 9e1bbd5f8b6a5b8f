-- How do the shares of the partners lie within each group, counted in OZG-Leistungen (bundles)?
-- Parameters: those of tallied_bundles.sql and distribution_of_groups.sql; there are no groups by department.
WITH
-- @include tallied_bundles.sql
-- @include distribution_of_groups.sql
