-- When did the count of single services change, and by how much? Parameters: those of tallied_services.sql.
WITH
-- @include tallied_services.sql
-- @include change_days.sql
