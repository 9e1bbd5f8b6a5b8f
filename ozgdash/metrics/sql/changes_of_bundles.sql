-- When did the count of OZG-Leistungen change, and by how much? Parameters: those of tallied_bundles.sql.
WITH
-- @include tallied_bundles.sql
-- @include change_days.sql
