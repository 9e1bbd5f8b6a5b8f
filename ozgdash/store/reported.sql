-- What was imported of each partner (null: of all)? One row per partner: how many files that derived tables rest on (status
-- sheets and cases by month) with a number that changes with them, how many imports of any kind up to one with a number of
-- their own, and the newest import.
-- Parameter: $up_to (id of an import).
SELECT
    partner_id,
    count(*) FILTER (kind IN ('status_sheet', 'use')) AS files,
    bit_xor(import_hash) FILTER (kind IN ('status_sheet', 'use')) AS files_hash,
    count(*) FILTER (import_id <= $up_to) AS former,
    bit_xor(import_hash) FILTER (import_id <= $up_to) AS former_hash,
    max(import_id) AS newest
FROM (SELECT partner_id, kind, import_id, hash(import_id, imported_at, as_of, row_count, example) AS import_hash FROM import)
GROUP BY partner_id;
