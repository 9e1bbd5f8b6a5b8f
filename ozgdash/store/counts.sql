-- How much is in the snapshot? One row.
SELECT
    (SELECT count(*) FROM partner) AS partners,
    (SELECT count(*) FROM service) AS services,
    (SELECT count(*) FROM import WHERE kind = 'status_sheet' AND NOT example) AS real_sheets,
    (SELECT count(*) FROM import WHERE kind = 'status_sheet' AND example) AS example_sheets;
