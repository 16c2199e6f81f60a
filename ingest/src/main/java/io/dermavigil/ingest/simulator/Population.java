package io.dermavigil.ingest.simulator;

import io.dermavigil.events.BodySite;
import io.dermavigil.events.Condition;
import io.dermavigil.events.SkinType;
import io.dermavigil.events.SkinTypeMethod;
import io.dermavigil.events.Technique;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/** Tells who came for which course and how each visit went; the same question always has the same answer. */
final class Population {

    private static final double RETURNING_SHARE = 0.15;
    private static final double FRAILTY_SPREAD = 0.6;
    private static final int USUAL_AGE = 36;
    private static final double AGE_SPREAD = 0.28;
    private static final int YOUNGEST = 16;
    private static final int OLDEST = 85;
    private static final int FIRST_YEAR = 1970;
    private static final double DAYS_A_YEAR = 365.25;
    private static final double OTHER_OPERATOR_SHARE = 0.15;
    private static final int OPENS_AT_MINUTE = 8 * 60;
    private static final int CLOSES_AT_MINUTE = 19 * 60;
    private static final double[] METHOD_MIX = {0.62, 0.18, 0.12, 0.03, 0.05};
    private static final SkinTypeMethod[] METHODS = SkinTypeMethod.values();

    private final Draws draws;
    private final RandomStream random;
    private final Schedule schedule;
    private final Supply supply;
    private final Clinic[] clinics;
    private final DiscreteSampler clinicBySize;
    private final DiscreteSampler methods;
    private final int yearOfStart;

    Population(SimulationConfig config, Draws draws, Schedule schedule, Supply supply) {
        this.draws = draws;
        this.random = draws.random();
        this.schedule = schedule;
        this.supply = supply;
        this.clinics = Clinic.chain(config, draws);
        double[] sizes = new double[clinics.length];
        for (Clinic clinic : clinics) {
            sizes[clinic.index()] = clinic.weight();
        }
        this.clinicBySize = draws.weighted(sizes);
        this.methods = draws.weighted(METHOD_MIX);
        this.yearOfStart = config.firstDay().getYear();
    }

    /** A visit of a course. */
    Visit visit(long course, int number) {
        random.restart(Topic.COURSE, course, 0);
        long patientIndex = course > 0 && draws.chance(RETURNING_SHARE) ? random.nextLong(course) : course;
        boolean home = draws.chance(Breaches.HOME_SHARE);
        Patient patient = patient(patientIndex);
        random.restart(Topic.COURSE, course, 1);
        Condition condition = patient.clinic().drawCondition();
        BodySite site = Conditions.site(condition, draws);
        int operator = draws.between(0, patient.clinic().operators().size() - 1);
        schedule.lay(course);
        return treat(course, number, patient, condition, site, home, operator, schedule.day(number));
    }

    private Visit treat(
            long course,
            int number,
            Patient patient,
            Condition condition,
            BodySite site,
            boolean home,
            int operator,
            int day) {
        random.restart(Topic.SESSION, course, number);
        Clinic clinic = patient.clinic();
        Supply.Choice choice = home ? null : supply.choose(draws, clinic, day);
        Breaches breaches = new Breaches(
                draws.chance(Breaches.SUN_SHARE),
                draws.chance(Conditions.deepShare(condition)),
                draws.chance(Breaches.UNSTERILE_SHARE),
                draws.chance(Breaches.VITAMIN_C_SHARE),
                home || choice.product().technique() == Technique.ROLLER,
                !home && choice.product().technique() == Technique.RF,
                patient.hsvHistory() && draws.chance(Breaches.HSV_UNPROTECTED_SHARE));
        return new Visit(
                course,
                number,
                patient,
                Identifiers.session(course, number),
                condition,
                site,
                home,
                draws.chance(OTHER_OPERATOR_SHARE)
                        ? draws.between(0, clinic.operators().size() - 1)
                        : operator,
                day,
                Clock.at(day, draws.between(OPENS_AT_MINUTE, CLOSES_AT_MINUTE)),
                choice,
                breaches);
    }

    private Patient patient(long index) {
        random.restart(Topic.PATIENT, index, 0);
        Clinic clinic = clinics[clinicBySize.sample()];
        SkinType skinType = clinic.drawSkinType();
        double age = Math.min(OLDEST, Math.max(YOUNGEST, draws.logNormal(USUAL_AGE, AGE_SPREAD)));
        return new Patient(
                Identifiers.patientKey(random, index),
                clinic,
                skinType,
                skinType == SkinType.UNKNOWN ? SkinTypeMethod.UNKNOWN : METHODS[methods.sample()],
                yearOfStart - (int) age,
                draws.frailty(FRAILTY_SPREAD),
                draws.gaussian(),
                draws.chance(Breaches.HSV_SHARE));
    }

    /** Age in years on an epoch day, by the year alone. */
    static int age(Patient patient, int day) {
        return (int) Math.floor(day / DAYS_A_YEAR) + FIRST_YEAR - patient.bornInYear();
    }
}
