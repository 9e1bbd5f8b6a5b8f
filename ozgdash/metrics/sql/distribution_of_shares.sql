-- How do the shares of the partners lie within each group, counted in single services of any department?
-- Parameters: those of tallied_shares.sql and distribution_of_groups.sql.
WITH
-- @include tallied_shares.sql
-- @include distribution_of_groups.sql
