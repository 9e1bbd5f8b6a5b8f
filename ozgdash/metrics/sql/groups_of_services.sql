-- How many single services are done on a day, per partner and group?
-- Parameters: those of tallied_services.sql and group_counts.sql.
WITH
-- @include tallied_services.sql
-- @include group_counts.sql
