-- When did the count of single services change, and by how much, whatever their department?
-- Parameters: those of tallied_shares.sql.
WITH
-- @include tallied_shares.sql
-- @include change_days.sql
