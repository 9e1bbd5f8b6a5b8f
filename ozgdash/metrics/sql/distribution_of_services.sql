-- How do the shares of the partners lie within each group, counted in single services?
-- Parameters: those of tallied_services.sql and distribution_of_groups.sql.
WITH
-- @include tallied_services.sql
-- @include distribution_of_groups.sql
