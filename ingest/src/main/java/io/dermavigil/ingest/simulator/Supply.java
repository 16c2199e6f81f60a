package io.dermavigil.ingest.simulator;

import io.dermavigil.events.Technique;
import io.dermavigil.ingest.simulator.RandomStream.Topic;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;

/**
 * Which device and cartridge lot a clinic uses on a day: {@value #LOTS} lots, {@value #LOTS_AT_A_TIME} in use at a time.
 * A clinic orders three of the seven lots of the commonest pen, so lots and clinics are confounded as they are in life.
 */
final class Supply {

    static final int LOTS = 240;
    static final int LOTS_AT_A_TIME = 12;
    /** Shares of the sessions in clinics. */
    static final double ROLLER_SHARE = 0.06;

    static final double RF_SHARE = 0.08;

    private static final int COMMON_PEN_LOTS = 7;
    private static final int LOTS_OF_ONE_CLINIC = 3;
    private static final double COMMON_PEN_SHARE = 0.62;
    private static final double OTHER_PEN_SHARE = 0.2;
    private static final double STAMP_SHARE = 1 - COMMON_PEN_SHARE - OTHER_PEN_SHARE - RF_SHARE - ROLLER_SHARE;
    private static final double OLD_STOCK_SHARE = 0.25;
    private static final int SHELF_LIFE_DAYS = 400;
    private static final Product[] PRODUCTS = {
        new Product("NP-200", Technique.PEN, 0, COMMON_PEN_LOTS),
        new Product("NP-300", Technique.PEN, 7, 2),
        new Product("RF-40", Technique.RF, 9, 1),
        new Product("DR-192", Technique.ROLLER, 10, 1),
        new Product("DS-35", Technique.STAMP, 11, 1)
    };

    private final DiscreteSampler product;
    private final RandomStream random;
    private final String[] names = new String[LOTS];
    private final int firstDay;
    private final int days;

    Supply(Draws draws, SimulationConfig config) {
        product = draws.weighted(COMMON_PEN_SHARE, OTHER_PEN_SHARE, RF_SHARE, ROLLER_SHARE, STAMP_SHARE);
        random = draws.random();
        firstDay = Math.toIntExact(config.firstDay().toEpochDay());
        days = config.days();
        for (int lot = 0; lot < LOTS; lot++) {
            names[lot] = name(lot);
        }
    }

    /** A device and the lot of the cartridge in it. */
    record Choice(Product product, int lot) {}

    /**
     * A kind of device.
     *
     * @param model model
     * @param technique technique
     * @param firstLot its first lot among those in use at a time
     * @param lots how many of its lots are in use at a time
     */
    record Product(String model, Technique technique, int firstLot, int lots) {}

    /** The device and lot that a clinic takes from its shelf on an epoch day. */
    Choice choose(Draws draws, Clinic clinic, int day) {
        Product chosen = PRODUCTS[product.sample()];
        int pick = chosen.lots <= LOTS_OF_ONE_CLINIC
                ? draws.between(0, chosen.lots - 1)
                : (clinic.index() * 5 + draws.between(0, LOTS_OF_ONE_CLINIC - 1)) % chosen.lots;
        int slots = LOTS / LOTS_AT_A_TIME;
        int slot = (int) ((long) (day - firstDay) * slots / days);
        if (slot > 0 && draws.chance(OLD_STOCK_SHARE)) {
            slot--;
        }
        return new Choice(chosen, slot * LOTS_AT_A_TIME + chosen.firstLot + pick);
    }

    /** Printed name of a lot: {@code L001} is the first. */
    String lotName(int lot) {
        return names[lot];
    }

    /** Expiry, an epoch day, of every cartridge of a lot. */
    int expiresOn(int lot) {
        int slot = lot / LOTS_AT_A_TIME;
        return firstDay
                + slot * days / (LOTS / LOTS_AT_A_TIME)
                + SHELF_LIFE_DAYS
                + (int) (random.fraction(Topic.LOT, lot, 0) * SHELF_LIFE_DAYS);
    }

    /** Index of the lot with a printed name, or -1. */
    static int indexOf(String name) {
        for (int lot = 0; lot < LOTS; lot++) {
            if (name(lot).equals(name)) {
                return lot;
            }
        }
        return -1;
    }

    private static String name(int lot) {
        return "L%03d".formatted(lot + 1);
    }
}
