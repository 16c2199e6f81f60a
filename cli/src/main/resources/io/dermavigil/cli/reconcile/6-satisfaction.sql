-- In each band the latest rating of each session counts, by ratedOn, then ratingId.

CREATE TABLE counted_rating AS
SELECT s.session_no, s.cohort_no, s.session_number, r.rated_on, r.rating_id, r.satisfaction, r.improvement,
       r.rated_on - s.treated_on AS day
FROM rating r
JOIN counted_session s USING (patient_key, clinic_id, session_id)
WHERE NOT r.voided;

-- A rating before its session has a negative day and belongs to no band of weeks.
CREATE VIEW week_rating AS
SELECT *,
       CASE WHEN day // 7 <= 1 THEN '0-1'
            WHEN day // 7 <= 4 THEN '2-4'
            WHEN day // 7 <= 8 THEN '5-8'
            WHEN day // 7 <= 12 THEN '9-12'
            ELSE '13+' END AS weeks
FROM counted_rating
WHERE day >= 0;

CREATE TABLE latest_overall AS
SELECT * FROM counted_rating
QUALIFY row_number() OVER (PARTITION BY session_no ORDER BY rated_on DESC, rating_id DESC) = 1;

CREATE TABLE latest_in_weeks AS
SELECT * FROM week_rating
QUALIFY row_number() OVER (PARTITION BY session_no, weeks ORDER BY rated_on DESC, rating_id DESC) = 1;

CREATE VIEW band_rating AS
SELECT cohort_no, 'overall' AS family, '' AS band, satisfaction, improvement FROM latest_overall
UNION ALL
SELECT cohort_no, 'weeks', weeks, satisfaction, improvement FROM latest_in_weeks
UNION ALL
SELECT cohort_no, 'session number', CASE WHEN session_number >= 4 THEN '4+' ELSE session_number::VARCHAR END,
       satisfaction, improvement
FROM latest_overall
WHERE session_number IS NOT NULL;

CREATE TABLE account_band AS
SELECT account_no, family, band,
       count(*) AS ratings,
       [count(*) FILTER (WHERE satisfaction = 1), count(*) FILTER (WHERE satisfaction = 2),
        count(*) FILTER (WHERE satisfaction = 3), count(*) FILTER (WHERE satisfaction = 4),
        count(*) FILTER (WHERE satisfaction = 5)] AS by_score,
       sum(satisfaction)::DOUBLE / count(*) AS mean,
       count(*) FILTER (WHERE satisfaction >= 4) AS top_box,
       [count(*) FILTER (WHERE improvement = 1), count(*) FILTER (WHERE improvement = 2),
        count(*) FILTER (WHERE improvement = 3), count(*) FILTER (WHERE improvement = 4),
        count(*) FILTER (WHERE improvement = 5)] AS improvement_by_grade
FROM band_rating
JOIN cohort_account USING (cohort_no)
GROUP BY account_no, family, band;
