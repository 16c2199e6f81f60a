package io.dermavigil.statistics.disclosure;

/** What is to be proven safe. */
record Target(int period, int cell, Quantity quantity) {}
