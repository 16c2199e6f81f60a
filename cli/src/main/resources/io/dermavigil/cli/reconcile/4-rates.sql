-- Wilson (1927), 95 %: (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n), exact at 0 and n; null without trials.

CREATE MACRO normal_quantile() AS 1.959963984540054::DOUBLE;

CREATE MACRO rate(successes, trials) AS
    CASE WHEN trials > 0 THEN successes::DOUBLE / trials END;

CREATE MACRO wilson_half_width(successes, trials) AS
    normal_quantile() * sqrt(
        rate(successes, trials) * (1 - rate(successes, trials)) / trials
        + normal_quantile() * normal_quantile() / (4.0::DOUBLE * trials * trials));

CREATE MACRO wilson_centre(successes, trials) AS
    rate(successes, trials) + normal_quantile() * normal_quantile() / (2.0::DOUBLE * trials);

CREATE MACRO wilson_scale(trials) AS
    1 + normal_quantile() * normal_quantile() / trials;

CREATE MACRO wilson_low(successes, trials) AS
    CASE WHEN trials = 0 THEN NULL
         WHEN successes = 0 THEN 0::DOUBLE
         ELSE (wilson_centre(successes, trials) - wilson_half_width(successes, trials)) / wilson_scale(trials) END;

CREATE MACRO wilson_high(successes, trials) AS
    CASE WHEN trials = 0 THEN NULL
         WHEN successes = trials THEN 1::DOUBLE
         ELSE (wilson_centre(successes, trials) + wilson_half_width(successes, trials)) / wilson_scale(trials) END;
