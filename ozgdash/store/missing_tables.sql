-- Which tables of a snapshot are not there? One row per missing table.
SELECT expected.table_name
FROM (
    VALUES
        ('meta'), ('cooperation'), ('partner'), ('deadline'), ('service'), ('maturity_level'), ('benchmark'),
        ('import'), ('observation'), ('state'), ('component'), ('initiative'), ('outside_view'), ('link_check'),
        ('word_group'), ('partner_group'), ('service_tally'), ('share_tally'), ('bundle_tally'), ('report_day'),
        ('spelling'), ('target'), ('event'), ('alert_rule'), ('use_month'), ('peer'), ('peer_view'), ('told_month')
) AS expected (table_name)
WHERE expected.table_name NOT IN (SELECT table_name FROM duckdb_tables())
ORDER BY expected.table_name;
