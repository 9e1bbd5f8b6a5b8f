-- How many single services are done on a day, per partner and group, whatever their department?
-- Parameters: those of tallied_shares.sql and group_counts.sql.
WITH
-- @include tallied_shares.sql
-- @include group_counts.sql
