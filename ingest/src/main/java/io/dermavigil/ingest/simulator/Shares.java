package io.dermavigil.ingest.simulator;

/**
 * How imperfect the chain's records are, each as a share from 0 to 0.5.
 *
 * @param corrections facts whose first revision is wrong in some field and is put right later
 * @param voids facts that are withdrawn; about one in seven of them is restored later
 * @param duplicates revisions that are delivered twice
 * @param late revisions that arrive one to eight weeks after they would have
 */
public record Shares(double corrections, double voids, double duplicates, double late) {

    /** What an ordinary chain has: 3 % corrections, 1 % voids, 2 % duplicates, 2 % late. */
    public static final Shares ORDINARY = new Shares(0.03, 0.01, 0.02, 0.02);

    private static final double MOST = 0.5;

    /** Checks the ranges. */
    public Shares {
        share("corrections", corrections);
        share("voids", voids);
        share("duplicates", duplicates);
        share("late", late);
    }

    private static void share(String name, double value) {
        // written so that NaN fails
        if (!(value >= 0 && value <= MOST)) {
            throw new IllegalArgumentException("the share of " + name + " must be 0.." + MOST);
        }
    }
}
