package io.dermavigil.cli.doctor;

/**
 * What one examination found.
 *
 * @param grade how bad it is
 * @param subject what was examined
 * @param finding what was found
 * @param advice what to do; empty when nothing has to be done
 */
record Verdict(Grade grade, String subject, String finding, String advice) {

    /** How bad a finding is. */
    enum Grade {
        /** As it should be. */
        OK,
        /** Works, but worth a look. */
        WARN,
        /** Something will not work. */
        FAIL
    }

    static Verdict ok(String subject, String finding) {
        return new Verdict(Grade.OK, subject, finding, "");
    }

    static Verdict warn(String subject, String finding, String advice) {
        return new Verdict(Grade.WARN, subject, finding, advice);
    }

    static Verdict fail(String subject, String finding, String advice) {
        return new Verdict(Grade.FAIL, subject, finding, advice);
    }
}
